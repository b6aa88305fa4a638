import { describe, expect, it } from "vitest";
import { preview, read_rows, words_in, type Known } from "./rows";

describe("rows from a spreadsheet", () => {
    it("are divided by tabs, under Chinese or English headers", () => {
        const read = read_rows("登录名\t姓名\tDepartment\nwang\t王芳\t客服部\n\nliu\t刘洋\t\n");
        expect(read.problem).toEqual({ kind: "none" });
        expect(read.rows).toEqual([
            { line: 2, cells: { login: "wang", name: "王芳", departments: "客服部" } },
            { line: 4, cells: { login: "liu", name: "刘洋" } },
        ]);
    });

    it("may be quoted, with divider, line end and quote inside", () => {
        const read = read_rows('\uFEFFlogin,name,location\r\nwang,"王, ""芳""","2 号楼\n东侧"\nliu,刘洋,\n');
        expect(read.rows[0]!.cells).toEqual({ login: "wang", name: '王, "芳"', location: "2 号楼\n东侧" });
        expect(read.rows[1]!.line).toBe(4);
    });

    it("are refused with a header that is not understood", () => {
        const problem = (text: string) => read_rows(text).problem;
        expect(problem("")).toEqual({ kind: "empty" });
        expect(problem("登录名\t姓名\t星座\na\tb\tc")).toEqual({ kind: "unknown", column: "星座" });
        expect(problem("登录名\t账号\t姓名")).toEqual({ kind: "twice", column: "账号" });
        expect(problem("login,email")).toEqual({ kind: "missing", column: "name" });
    });

    it("hold lists in the dividers people use", () => {
        expect(words_in(" 退货组;财务部、 质检|a,b，c ")).toEqual(["退货组", "财务部", "质检", "a", "b", "c"]);
        expect(words_in(undefined)).toEqual([]);
    });
});

describe("what each line will be", () => {
    const known: Known = {
        departments: new Set(["客服部"]),
        roles: new Set(["客服"]),
        persons: [{ login: "admin" }] as Known["persons"],
    };
    const look = (text: string) => preview(read_rows(`login\tname\tdepartments\troles\tskills\tcapacity\tpassword\n${text}`).rows, known);

    it("is good, there already, or wrong with a reason", () => {
        const [good, there, wrong] = look("wang\t王芳\t客服部\t客服\t退款:3;英语\t8\nAdmin\t某\nli\t\t没有部\t没角\t退款:9\tx\tshort");
        expect(good).toMatchObject({ exists: false, troubles: [] });
        expect(there).toMatchObject({ exists: true, troubles: [] });
        expect(wrong!.troubles).toEqual([
            { kind: "no_name" },
            { kind: "department", word: "没有部" },
            { kind: "role", word: "没角" },
            { kind: "level" },
            { kind: "capacity" },
            { kind: "password" },
        ]);
    });

    it("says that a login is in two lines", () => {
        const [first, second] = look("wang\t王芳\nWANG\t王方");
        expect(first!.troubles).toEqual([]);
        expect(second!.troubles).toEqual([{ kind: "twice" }]);
    });
});
