// The form of a type as its customer fills it in: which fields are shown, what is asked, what is sent. The same rules as
// src/form/form.cpp, which decides.
import type { MessageKey } from "../i18n";
import { is_record } from "../kept";
import type { Condition, Field, PortalType } from "../types";

export interface Money {
    amount: string;
    currency: string;
}
/** As it is typed: a time is the local one, without zone. */
export type Value = string | string[] | boolean | Money;
export type Values = Record<string, Value>;

const most_text = 1_000;
const most_long_text = 20_000;

export const is_money = (value: unknown): value is Money =>
    is_record(value) && typeof value["amount"] === "string" && typeof value["currency"] === "string";

export function is_empty(value: Value | undefined): boolean {
    if (value === undefined) return true;
    if (is_money(value)) return value.amount.trim() === "";
    if (typeof value === "boolean") return false;
    return typeof value === "string" ? value.trim() === "" : value.length === 0;
}

function ancestors(field: Field, key: string): string[] {
    const parent = field.options.find((option) => option.key === key)?.parent;
    return parent ? [parent, ...ancestors(field, parent)] : [];
}

/** What conditions compare. */
export function words_of(field: Field, value: Value | undefined): string[] {
    if (value === undefined || is_empty(value) || field.kind === "phone") return [];
    if (typeof value === "boolean") return [String(value)];
    if (is_money(value)) return [`${value.amount} ${value.currency}`];
    if (typeof value !== "string") return value;
    return field.kind === "cascade" ? [value, ...ancestors(field, value)] : [value];
}

/** For these values as they are now: what was once found stays so. */
export class Look {
    private readonly known = new Map<string, boolean>();

    constructor(
        private readonly type: PortalType,
        private readonly values: Values,
    ) {}

    is_shown(field: Field): boolean {
        if (!field.shown_if) return true;
        const before = this.known.get(field.key);
        if (before !== undefined) return before;
        this.known.set(field.key, false); // a circle would end here
        const shown = this.holds(field.shown_if);
        this.known.set(field.key, shown);
        return shown;
    }
    is_required(field: Field): boolean {
        return field.required || (field.required_if !== null && this.holds(field.required_if));
    }
    is_read_only(field: Field): boolean {
        return field.read_only_if !== null && this.holds(field.read_only_if);
    }
    get shown(): Field[] {
        return this.type.fields.filter((field) => this.is_shown(field));
    }

    private holds(condition: Condition): boolean {
        const is_true = (clause: { field: string; is: string[] }) =>
            this.words(clause.field).some((word) => clause.is.includes(word));
        return condition.all.every(is_true) && (condition.any.length === 0 || condition.any.some(is_true));
    }
    private words(name: string): string[] {
        if (name === "priority") return [this.type.priority];
        if (name === "status") return ["new"];
        const field = this.type.fields.find((each) => each.key === name);
        return field && this.is_shown(field) ? words_of(field, this.values[name]) : [];
    }
}

function local_time(text: string): string {
    const at = new Date(text);
    if (Number.isNaN(at.getTime())) return "";
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function default_of(field: Field): Value | undefined {
    const given = field.default_value;
    if (field.kind === "checkbox") return given === true;
    if (field.kind === "datetime" && typeof given === "string") return local_time(given);
    if (typeof given === "string" || is_money(given)) return given;
    if (Array.isArray(given)) return given.filter((each): each is string => typeof each === "string");
    return undefined;
}

/** What the form begins with: its defaults, and what was typed before where the type still has that field. */
export function beginning(type: PortalType, before: Values = {}): Values {
    const values: Values = {};
    for (const field of type.fields) {
        const value = before[field.key] ?? default_of(field);
        if (value !== undefined) values[field.key] = value;
    }
    return values;
}

function value_to_send(field: Field, value: Value | undefined): unknown {
    if (value === undefined || is_empty(value)) return field.default_value === null ? undefined : null; // takes the default away
    if (field.kind === "datetime" && typeof value === "string") return new Date(value).toISOString();
    if (field.kind === "number" && typeof value === "string") return value.trim();
    if (is_money(value)) return { amount: value.amount.trim(), currency: value.currency };
    return value;
}

export function fields_to_send(type: PortalType, values: Values): Record<string, unknown> {
    const look = new Look(type, values);
    const sent: Record<string, unknown> = {};
    for (const field of look.shown) {
        const value = look.is_read_only(field) ? undefined : value_to_send(field, values[field.key]);
        if (value !== undefined && !look.is_read_only(field)) sent[field.key] = value;
    }
    return sent;
}

const is_decimal = (text: string, decimals: number) =>
    new RegExp(`^-?\\d{1,20}(\\.\\d{1,${decimals}})?$`).test(text.trim());
export const looks_like_phone = (text: string) => /^\+?[\d\s()\-.转x#,]{3,30}$/i.test(text.trim());
export const looks_like_email = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text.trim());

function is_leaf(field: Field, key: string): boolean {
    return field.options.every((option) => option.parent !== key);
}

function form_problem(field: Field, value: Value): MessageKey | undefined {
    if (is_money(value)) return is_decimal(value.amount, 4) ? undefined : "wrong.number";
    if (typeof value !== "string") return undefined;
    if (field.kind === "number" && !is_decimal(value, 10)) return "wrong.number";
    if (field.kind === "phone" && !looks_like_phone(value)) return "wrong.phone";
    if (field.kind === "datetime" && Number.isNaN(Date.parse(value))) return "wrong.date";
    if (field.kind === "cascade" && !is_leaf(field, value)) return "wrong.deeper";
    if (value.length > (field.kind === "long_text" ? most_long_text : most_text)) return "wrong.long";
    return undefined;
}

/** What is wrong, by key of the field. */
export function problems_in(type: PortalType, values: Values): Record<string, MessageKey> {
    const look = new Look(type, values);
    const wrong: Record<string, MessageKey> = {};
    for (const field of look.shown) {
        if (look.is_read_only(field)) continue;
        const value = values[field.key];
        const missing = value === undefined || is_empty(value);
        const problem = missing ? (look.is_required(field) ? "wrong.required" : undefined) : form_problem(field, value);
        if (problem) wrong[field.key] = problem;
    }
    return wrong;
}
