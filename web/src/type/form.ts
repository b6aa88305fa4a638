// What the form of a type asks for at the moment: the same rules that the server holds a ticket to.
import type { Schemas } from "../api/client";
import type { FormField } from "./useTypes";

export type Values = Record<string, unknown>;
/** What a condition may look at beside the fields: priority, status, status_category. */
export type Circumstances = Record<string, string>;

const words_of = (value: unknown): string[] => {
    if (value === undefined || value === null || value === "") return [];
    return Array.isArray(value) ? value.map(String) : [String(value)];
};

export function holds(condition: Schemas["Condition"], values: Values, around: Circumstances): boolean {
    const clause_holds = ({ field, is }: Schemas["Clause"]) =>
        words_of(field in values ? values[field] : around[field]).some((word) => is.includes(word));
    return condition.all.every(clause_holds) && (condition.any.length === 0 || condition.any.some(clause_holds));
}

const when = (condition: Schemas["Condition"] | null, values: Values, around: Circumstances) =>
    condition !== null && holds(condition, values, around);

export interface Asked {
    field: FormField;
    required: boolean;
    read_only: boolean;
}

/** The fields to be shown now, in order. */
export function asked_for(fields: FormField[], values: Values, around: Circumstances): Asked[] {
    return fields
        .filter((field) => field.shown_if === null || holds(field.shown_if, values, around))
        .map((field) => ({
            field,
            required: field.required || when(field.required_if, values, around),
            read_only: field.read_only || when(field.read_only_if, values, around),
        }));
}

/** A value as a person reads it. */
export function shown_value(field: FormField, value: unknown): string {
    const label = (key: string) => field.options.find((option) => option.key === key)?.label ?? key;
    if (field.kind === "checkbox") return value === true ? "✓" : "";
    return words_of(value).map(label).join("、");
}
