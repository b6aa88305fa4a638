// What an entry of the audit log is about and what differs since, out of its data.
import type { TicketEvent } from "../../api/client";

export interface Difference {
    field: string;
    before: string;
    after: string;
}
export interface Told {
    /** The name of what was changed, as far as it is known. */
    subject: string;
    differences: Difference[];
    /** What else was recorded. */
    details: [string, string][];
}
type Names = Map<string, string>;
type Data = Record<string, unknown>;

const longest = 120;
const named = ["title", "label", "path", "login", "priority", "status", "name"];

const cut = (words: string) => (words.length > longest ? `${words.slice(0, longest)}…` : words);

export function value_text(value: unknown, names: Names): string {
    if (value === null || value === undefined || value === "") return "";
    if (Array.isArray(value)) return cut(value.map((each) => value_text(each, names)).join("、"));
    if (typeof value === "object") return cut(members_text(value, names));
    return cut((typeof value === "string" ? names.get(value) : undefined) ?? String(value));
}

/** Those that hold something. */
function members_text(value: object, names: Names): string {
    const written = Object.entries(value).map(([key, each]): [string, string] => [key, value_text(each, names)]);
    return written.filter(([, each]) => each !== "").map(([key, each]) => `${key}: ${each}`).join(", ");
}

const is_object = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);

/** Two whole things beside each other: the members that differ. */
function members(before: Data, after: Data, names: Names): Difference[] {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
        .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
        .map((field) => ({ field, before: value_text(before[field], names), after: value_text(after[field], names) }));
}

function differences_of(data: Data, names: Names): Difference[] {
    if (!("before" in data) && !("after" in data)) return [];
    const { before, after } = data;
    if (typeof data["field"] !== "string" && is_object(before) && is_object(after)) return members(before, after, names);
    return [{ field: typeof data["field"] === "string" ? data["field"] : "", before: value_text(before, names), after: value_text(after, names) }];
}

const is_id_key = (key: string) => key === "id" || key.endsWith("_id");

export function told(event: Pick<TicketEvent, "data">, names: Names): Told {
    const data: Data = event.data;
    const by_id = Object.entries(data).find(([key, value]) => is_id_key(key) && names.has(String(value)));
    const by_name = named.find((key) => typeof data[key] === "string" && data[key] !== "");
    const subject = by_name ? String(data[by_name]) : by_id ? names.get(String(by_id[1]))! : "";
    const shown = ["field", "before", "after", "event"];
    const details = Object.entries(data)
        .filter(([key]) => !shown.includes(key) && !is_id_key(key))
        .map(([key, value]): [string, string] => [key, value_text(value, names)])
        .filter(([, value]) => value !== "" && value !== subject);
    return { subject, differences: differences_of(data, names), details };
}
