// What a field of a form holds, as it is typed and as the server keeps it. The same rules as src/form/value.cpp, which
// decides.
import type { Schemas } from "../api/client";

export interface Money {
    amount: string;
    currency: string;
}
/** A time is either what the server says or the local one without zone, as it is typed. */
export type Value = string | string[] | boolean | Money;
export type Values = Record<string, Value>;
export type Option = Schemas["Option"];

/** What the rules look at: the fields of the console and those of the portal have it. */
export interface RuledField {
    key: string;
    kind: Schemas["Field"]["kind"];
    options: Option[];
    default_value: unknown;
    required: boolean;
    required_if: Schemas["Condition"] | null;
    shown_if: Schemas["Condition"] | null;
    read_only?: boolean;
    read_only_if: Schemas["Condition"] | null;
}

/** Words that both catalogues have. */
export type ValueProblem =
    "wrong.required" | "wrong.number" | "wrong.phone" | "wrong.date" | "wrong.deeper" | "wrong.long";

const most_text = 1_000;
const most_long_text = 20_000;
const first_currency = "CNY";

export function is_money(value: unknown): value is Money {
    if (typeof value !== "object" || value === null) return false;
    const { amount, currency } = value as Partial<Money>;
    return typeof amount === "string" && typeof currency === "string";
}
export const is_value = (value: unknown): value is Value =>
    typeof value === "string" ||
    typeof value === "boolean" ||
    is_money(value) ||
    (Array.isArray(value) && value.every((each) => typeof each === "string"));

export const money_of = (value: unknown): Money => (is_money(value) ? value : { amount: "", currency: first_currency });
export const money_text = ({ amount, currency }: Money): string => (currency === first_currency ? `¥${amount}` : `${amount} ${currency}`);

export function is_empty(value: unknown): boolean {
    if (value === undefined || value === null) return true;
    if (is_money(value)) return value.amount.trim() === "";
    if (typeof value === "string") return value.trim() === "";
    return Array.isArray(value) && value.length === 0;
}

function ancestors({ options }: Pick<RuledField, "options">, key: string): string[] {
    const parent = options.find((option) => option.key === key)?.parent;
    return parent ? [parent, ...ancestors({ options }, parent)] : [];
}
/** "North / Beijing". */
export function option_label(field: Pick<RuledField, "options">, key: string): string {
    const label = (each: string) => field.options.find((option) => option.key === each)?.label ?? each;
    return [key, ...ancestors(field, key)].reverse().map(label).join(" / ");
}
export const is_leaf = ({ options }: Pick<RuledField, "options">, key: string): boolean =>
    options.every((option) => option.archived || option.parent !== key);

/** What can be chosen now: an archived option only where it was chosen before. */
export function choices(field: RuledField, value: unknown): { key: string; label: string }[] {
    const chosen = new Set([value].flat());
    return field.options
        .filter(({ key, archived }) => chosen.has(key) || (!archived && (field.kind !== "cascade" || is_leaf(field, key))))
        .map(({ key }) => ({ key, label: option_label(field, key) }));
}

/** What conditions compare. */
export function words_of(field: RuledField, value: unknown): string[] {
    if (is_empty(value) || field.kind === "phone") return [];
    if (typeof value === "boolean") return [String(value)];
    if (is_money(value)) return [`${value.amount} ${value.currency}`];
    if (typeof value !== "string") return Array.isArray(value) ? value.map(String) : [];
    return field.kind === "cascade" ? [value, ...ancestors(field, value)] : [value];
}

/** As an input of the browser wants it. */
export function local_time(text: string): string {
    const at = new Date(text);
    if (Number.isNaN(at.getTime())) return "";
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** undefined: nothing, and nothing to take away. */
export function value_to_send(field: RuledField, value: unknown): unknown {
    if (is_empty(value)) return field.default_value === null ? undefined : null; // takes the default away
    if (field.kind === "datetime" && typeof value === "string") return new Date(value).toISOString();
    if (field.kind === "number" && typeof value === "string") return value.trim();
    if (is_money(value)) return { amount: value.amount.trim(), currency: value.currency.trim().toUpperCase() };
    return value;
}

const is_decimal = (text: string, decimals: number) =>
    new RegExp(`^-?\\d{1,20}(\\.\\d{1,${decimals}})?$`).test(text.trim());
const is_currency = (text: string) => /^[a-z]{3}$/i.test(text.trim());
export const looks_like_phone = (text: string) => /^\+?[\d\s()\-.转x#,]{3,30}$/i.test(text.trim());
export const looks_like_email = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text.trim());

/** REQUIRES: the value is not empty. */
export function value_problem(field: RuledField, value: unknown): ValueProblem | undefined {
    if (is_money(value)) return is_decimal(value.amount, 4) && is_currency(value.currency) ? undefined : "wrong.number";
    if (typeof value !== "string") return undefined;
    if (field.kind === "number" && !is_decimal(value, 10)) return "wrong.number";
    if (field.kind === "phone" && !looks_like_phone(value)) return "wrong.phone";
    if (field.kind === "datetime" && Number.isNaN(Date.parse(value))) return "wrong.date";
    if (field.kind === "cascade" && !is_leaf(field, value)) return "wrong.deeper";
    if (value.length > (field.kind === "long_text" ? most_long_text : most_text)) return "wrong.long";
    return undefined;
}
