// Rows pasted from a spreadsheet, read as the server reads them (src/user/rows.h), so that a person sees beforehand what
// each line will be. The server looks again at everything.
import type { PersonView } from "./usePersons";

export const columns = ["login", "name", "password", "email", "departments", "roles", "skills", "capacity", "languages", "location", "region", "expires_at"] as const;
export type Column = (typeof columns)[number];

const chinese: Record<string, Column> = {
    登录名: "login", 账号: "login", 工号: "login", 姓名: "name", 名字: "name", 密码: "password", 邮箱: "email", 电子邮件: "email",
    部门: "departments", 角色: "roles", 技能: "skills", 接单上限: "capacity", 语言: "languages", 地点: "location", 位置: "location",
    区域: "region", 到期: "expires_at", 到期时间: "expires_at",
};

export interface Row {
    /** In the pasted text, from 1. */
    line: number;
    cells: Partial<Record<Column, string>>;
}
export type HeaderProblem = { kind: "none" } | { kind: "empty" } | { kind: "unknown" | "twice" | "missing"; column: string };
export interface ReadRows {
    rows: Row[];
    columns: Column[];
    problem: HeaderProblem;
}

function column_of(header: string): Column | undefined {
    const word = header.toLowerCase();
    if (word === "department" || word === "role") return `${word}s`;
    return chinese[header] ?? columns.find((each) => each === word);
}

interface Line {
    number: number;
    cells: string[];
}

/** Quoted cells may hold the divider, line ends and doubled quotes (RFC 4180). */
function lines_of(text: string, divider: string): Line[] {
    const lines: Line[] = [];
    let [at, number] = [0, 1];
    const quoted = (): string => {
        let value = "";
        for (++at; at < text.length; ++at) {
            if (text[at] === "\n") ++number;
            if (text[at] !== '"') value += text[at];
            else if (text[at + 1] === '"') value += text[++at];
            else break;
        }
        return value;
    };
    const cell = (): string => {
        const value = text[at] === '"' ? quoted() : null;
        const from = value === null ? at : at + 1;
        at = from;
        while (at < text.length && text[at] !== divider && text[at] !== "\n") ++at;
        return (value ?? text.slice(from, at)).trim();
    };
    while (at < text.length) {
        const line: Line = { number, cells: [] };
        do line.cells.push(cell());
        while (at < text.length && text[at++] === divider);
        lines.push(line);
        ++number;
    }
    return lines;
}

function header_problem(header: string[], found: (Column | undefined)[]): HeaderProblem {
    for (const [index, column] of found.entries()) {
        if (!column) return { kind: "unknown", column: header[index]! };
        if (found.indexOf(column) !== index) return { kind: "twice", column: header[index]! };
    }
    const missing = (["login", "name"] as const).find((each) => !found.includes(each));
    return missing ? { kind: "missing", column: missing } : { kind: "none" };
}

export function read_rows(pasted: string): ReadRows {
    const text = pasted.replace(/^\uFEFF/, "");
    const divider = text.split("\n", 1)[0]!.includes("\t") ? "\t" : ",";
    const [head, ...lines] = lines_of(text, divider).filter((line) => line.cells.some((each) => each !== ""));
    if (!head) return { rows: [], columns: [], problem: { kind: "empty" } };
    const found = head.cells.map(column_of);
    const problem = header_problem(head.cells, found);
    if (problem.kind !== "none") return { rows: [], columns: [], problem };
    const rows = lines.map(({ number, cells }) => ({
        line: number,
        cells: Object.fromEntries(found.map((column, index) => [column, cells[index] ?? ""]).filter(([, cell]) => cell !== "")) as Row["cells"],
    }));
    return { rows, columns: found as Column[], problem };
}

/** "退货组; 财务部" → two words. */
export const words_in = (cell: string | undefined): string[] =>
    (cell ?? "").split(/[;；、，|,]/).map((each) => each.trim()).filter(Boolean);

export interface Known {
    departments: Set<string>;
    roles: Set<string>;
    persons: PersonView[];
}
export type Trouble = { kind: "no_login" | "no_name" | "twice" | "level" | "capacity" | "password" } | { kind: "department" | "role"; word: string };
export interface Preview {
    row: Row;
    /** His login is there already: he is left as he is. */
    exists: boolean;
    troubles: Trouble[];
}

const shortest_password = 10;

function troubles_of({ cells }: Row, known: Known, is_twice: boolean): Trouble[] {
    const troubles: Trouble[] = [];
    const add = (is_wrong: boolean, trouble: Trouble) => is_wrong && troubles.push(trouble);
    add(!cells.login, { kind: "no_login" });
    add(!cells.name, { kind: "no_name" });
    add(is_twice, { kind: "twice" });
    for (const word of words_in(cells.departments)) add(!known.departments.has(word), { kind: "department", word });
    for (const word of words_in(cells.roles)) add(!known.roles.has(word), { kind: "role", word });
    for (const word of words_in(cells.skills)) add(word.includes(":") && !/:[1-5]$/.test(word), { kind: "level" });
    add(cells.capacity !== undefined && !/^\d{1,5}$/.test(cells.capacity), { kind: "capacity" });
    add(cells.password !== undefined && cells.password.length < shortest_password, { kind: "password" });
    return troubles;
}

export function preview(rows: Row[], known: Known): Preview[] {
    const logins = new Set(known.persons.map((each) => each.login));
    const seen = new Set<string>();
    return rows.map((row) => {
        const login = (row.cells.login ?? "").toLowerCase();
        const is_twice = login !== "" && seen.has(login);
        seen.add(login);
        const exists = logins.has(login) && !is_twice;
        return { row, exists, troubles: exists ? [] : troubles_of(row, known, is_twice) };
    });
}
