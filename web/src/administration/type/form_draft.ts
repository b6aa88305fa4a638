// The form of a type while it is being built: what is there, what was changed, and in which order the server is told.
import type { FormField } from "../../type/useTypes";

export const kinds = ["text", "long_text", "number", "money", "date", "datetime", "choice", "multi_choice", "cascade", "checkbox", "phone", "customer", "business_object", "asset"] as const;
export type Kind = (typeof kinds)[number];
export type Definition = Omit<FormField, "id" | "type_id" | "key" | "kind" | "filterable" | "archived">;

const new_mark = "new-";
const step_between = 10;
export const is_new = (field: FormField): boolean => field.id.startsWith(new_mark);
export const has_options = (kind: Kind): boolean => kind === "choice" || kind === "multi_choice" || kind === "cascade";
/** What conditions may look at. */
export const may_be_asked = (kind: Kind): boolean => has_options(kind) || kind === "checkbox";
/** Phones and customers are a person's: there is none to begin with. */
export const may_have_default = (kind: Kind): boolean => kind !== "phone" && kind !== "customer";

export const in_order = (fields: FormField[]): FormField[] =>
    fields.filter((each) => !each.archived).sort((a, b) => a.position - b.position);

/** A word that no other has: "choice_2". */
export function free_key(taken: string[], word: string): string {
    for (let n = 1; ; ++n) if (!taken.includes(`${word}_${n}`)) return `${word}_${n}`;
}

export function added(fields: FormField[], type_id: string, kind: Kind, label: string, option: string): FormField[] {
    const key = free_key(fields.map((each) => each.key), kind);
    const options = has_options(kind) ? [1, 2].map((n) => ({ key: `o${n}`, label: `${option} ${n}`, parent: null, archived: false })) : [];
    const position = Math.max(0, ...fields.map((each) => each.position)) + step_between;
    const rules = { required: false, required_if: null, shown_if: null, read_only: false, read_only_if: null, agents_only: false };
    const made: FormField = { id: `${new_mark}${key}`, type_id, key, kind, label, help: "", options, default_value: null, position, filterable: false, archived: false, ...rules };
    return [...fields, made];
}

export const changed = (fields: FormField[], id: string, changes: Partial<FormField>): FormField[] =>
    fields.map((each) => (each.id === id ? { ...each, ...changes } : each));

/** A new one is gone; one that tickets may have is archived. */
export const taken_away = (fields: FormField[], id: string): FormField[] =>
    fields.flatMap((each) => (each.id !== id ? [each] : is_new(each) ? [] : [{ ...each, archived: true }]));

/** Between its neighbours where there is room, so that one move changes one field; else all of the type's own are counted anew
 * around what is inherited, which keeps its position. */
function positions(order: FormField[], type_id: string, at: number): Map<string, number> {
    const [lower, upper] = [order[at - 1]?.position ?? 0, order[at + 1]?.position];
    const between = upper === undefined ? lower + step_between : Math.floor((lower + upper) / 2);
    if (between > lower && (upper === undefined || between < upper)) return new Map([[order[at]!.id, between]]);
    const step = order.every((each) => each.type_id === type_id) ? step_between : 1;
    const found = new Map<string, number>();
    let last = 0;
    for (const each of order) {
        if (each.type_id === type_id) found.set(each.id, (last += step));
        else last = Math.max(last, each.position);
    }
    return found;
}

/** Before the other, or to the end. */
export function moved(fields: FormField[], type_id: string, id: string, before: string | null): FormField[] {
    const order = in_order(fields).filter((each) => each.id !== id);
    const going = fields.find((each) => each.id === id);
    if (!going || going.type_id !== type_id || id === before) return fields;
    const found = before === null ? -1 : order.findIndex((each) => each.id === before);
    const at = found < 0 ? order.length : found;
    order.splice(at, 0, going);
    const now = positions(order, type_id, at);
    return fields.map((each) => ({ ...each, position: now.get(each.id) ?? each.position }));
}

export type Step =
    | { act: "restore" | "archive"; key: string; id: string }
    | { act: "create"; field: FormField }
    | { act: "change"; key: string; id: string; changes: Partial<Definition> };

const parts = ["label", "help", "options", "default_value", "required", "required_if", "shown_if", "read_only", "read_only_if", "agents_only", "position"] as const;
const is_same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export function definition(field: FormField): Definition {
    const { id: _id, type_id: _type, key: _key, kind: _kind, filterable: _filterable, archived: _archived, ...rest } = field;
    return rest;
}
function asked_by(field: FormField): string[] {
    const conditions = [field.shown_if, field.required_if, field.read_only_if];
    return conditions.flatMap((each) => [...(each?.all ?? []), ...(each?.any ?? [])].map((clause) => clause.field));
}

/** Each after those new ones that its conditions look at. */
function creatable(fields: FormField[]): FormField[] {
    const waiting = [...fields];
    const ready: FormField[] = [];
    while (waiting.length) {
        const keys = waiting.map((each) => each.key);
        const next = waiting.findIndex((each) => asked_by(each).every((key) => key === each.key || !keys.includes(key)));
        ready.push(...waiting.splice(Math.max(0, next), 1)); // a circle is for the server to refuse
    }
    return ready;
}

/** What the server is to be told: what others may look at comes before, what goes comes last. */
export function steps(kept: FormField[], draft: FormField[]): Step[] {
    const before = new Map(kept.map((each) => [each.id, each]));
    const old = draft.flatMap((field) => (before.has(field.id) ? [{ field, was: before.get(field.id)! }] : []));
    const turned = (act: "restore" | "archive"): Step[] =>
        old
            .filter(({ field, was }) => (act === "archive" ? field.archived && !was.archived : was.archived && !field.archived))
            .map(({ field }) => ({ act, key: field.key, id: field.id }));
    const changes = old.flatMap(({ field, was }): Step[] => {
        const names = field.archived ? [] : parts.filter((part) => !is_same(field[part], was[part]));
        const differing = Object.fromEntries(names.map((part) => [part, field[part]])) as Partial<Definition>;
        return names.length ? [{ act: "change", key: field.key, id: field.id, changes: differing }] : [];
    });
    const creations = creatable(in_order(draft.filter(is_new))).map((field): Step => ({ act: "create", field }));
    return [...turned("restore"), ...creations, ...changes, ...turned("archive")];
}
