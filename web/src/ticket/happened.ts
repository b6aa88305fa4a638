// An event of the timeline as a sentence without its subject: "set the status to Resolved".
import type { TicketEvent } from "../api/client";
import type { MessageKey } from "../i18n";
import { fields, type FieldName } from "./fields";

type Text = (key: MessageKey, values?: Record<string, string>) => string;

export interface Words {
    text: Text;
    word: (key: string, fallback: string) => string;
    /** Names of people and departments by id, as far as the page knows them. */
    names: Map<string, string>;
}

interface Data {
    stage?: { to?: { status?: string; department_id?: string | null; assignee_id?: string | null } };
    field?: string;
    assignee_id?: string;
    note?: string;
}

const data_of = (event: TicketEvent) => event.data as Data;

function changed({ field = "" }: Data, text: Text): string {
    return field in fields ? text(fields[field as FieldName].label) : field;
}

function handed_over(data: Data, { text, names }: Words): string {
    const to = data.stage?.to;
    const name = names.get(data.assignee_id ?? to?.assignee_id ?? to?.department_id ?? "");
    return name ? text("event.assigned", { name }) : text("event.assigned.away");
}

export function happened(event: TicketEvent, words: Words): string {
    const { text, word } = words;
    const data = data_of(event);
    switch (event.kind) {
        case "ticket_opened":
            return text("event.ticket_opened");
        case "message":
            return text(`event.message.${event.visibility}`);
        case "field_changed":
            return text("event.field_changed", { field: changed(data, text) });
        case "assigned":
        case "transferred":
            return handed_over(data, words);
        case "status_changed": {
            const status = data.stage?.to?.status ?? "";
            return text("event.status_changed", { status: word(`status.${status}`, status) });
        }
        default:
            return text("event.other", { kind: event.kind });
    }
}

/** What was said: the text of a message, or the note that came with an assignment. */
export function said(event: TicketEvent): string {
    return event.body || data_of(event).note || "";
}
