// An event of the timeline as a sentence without its subject: "set the status to Resolved".
import type { TicketEvent } from "../api/client";
import type { MessageKey } from "../i18n";
import { fields, type FieldName } from "./fields";

type Text = (key: MessageKey, values?: Record<string, string>) => string;
type Word = (key: string, fallback: string) => string;

const named = (value: unknown): string => {
    if (typeof value === "string") return value;
    const name = (value as { name?: unknown } | null)?.name;
    return typeof name === "string" ? name : "";
};

function field_words(data: Record<string, unknown>, text: Text): string {
    const changes = Array.isArray(data["changes"]) ? (data["changes"] as { field: string }[]) : [];
    return changes.map(({ field }) => (field in fields ? text(fields[field as FieldName].label) : field)).join(", ");
}

export function happened(event: TicketEvent, text: Text, word: Word): string {
    const data = (event.data ?? {}) as Record<string, unknown>;
    switch (event.kind) {
        case "ticket_opened":
            return text("event.ticket_opened");
        case "message":
            return text(`event.message.${event.visibility}`);
        case "field_changed":
            return text("event.field_changed", { fields: field_words(data, text) });
        case "assigned":
            return text("event.assigned", { name: named(data["assignee"]) || named(data["department"]) });
        case "status_changed": {
            const status = named(data["after"]) || named(data["status"]);
            return text("event.status_changed", { status: word(`status.${status}`, status) });
        }
        default:
            return text("event.other", { kind: event.kind });
    }
}
