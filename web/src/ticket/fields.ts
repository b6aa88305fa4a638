// How each editable field of a ticket is shown, and what a new ticket starts with. A field that the server knows and this
// list does not fails the type check.
import type { TicketFields } from "../api/client";
import type { MessageKey } from "../i18n";

export type Input = "line" | "text" | "priority" | "words" | "hidden";

export interface Field<T> {
    label: MessageKey;
    input: Input;
    empty: T;
}

export const fields: { [K in keyof TicketFields]: Field<TicketFields[K]> } = {
    subject: { label: "ticket.subject", input: "line", empty: "" },
    description: { label: "ticket.description", input: "text", empty: "" },
    // Left to the server until somebody names one.
    type: { label: "ticket.type", input: "line", empty: "" },
    priority: { label: "ticket.priority", input: "priority", empty: "normal" },
    tags: { label: "ticket.tags", input: "words", empty: [] },
    // The custom fields of a type need the type's own form.
    fields: { label: "ticket.fields", input: "hidden", empty: {} },
};

export type FieldName = keyof TicketFields;

export const field_names = Object.keys(fields) as FieldName[];
const with_own_control = new Set<FieldName>(["subject", "description", "type", "priority", "tags", "fields"]);
/** Those that need no control of their own: a line or a text in the column of properties. */
export const plain_fields = field_names.filter((name) => !with_own_control.has(name));
export const priorities = ["low", "normal", "high", "urgent"] as const satisfies TicketFields["priority"][];
