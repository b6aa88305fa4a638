// An event of the timeline as a sentence without its subject: "set the status to Resolved".
import type { TicketEvent } from "../api/client";
import { is_money, money_text } from "../form/value";
import type { Text } from "../i18n";
import { moment } from "../ui/time";
import { fields, type FieldName } from "./fields";

export interface Words {
    text: Text;
    word: (key: string, fallback: string) => string;
    language: string;
    /** A sentence of the server in the reader's language. */
    told: (sentence: string) => string;
    /** Names of people, departments, statuses, fields and their options by id or key, as far as the page knows them. */
    names: Map<string, string>;
}

interface Standing {
    status?: string;
    department_id?: string | null;
    assignee_id?: string | null;
}
interface Data {
    stage?: { from?: Standing | null; to?: Standing };
    field?: string;
    before?: unknown;
    after?: unknown;
    assignee_id?: string;
    left_id?: string;
    user_id?: string;
    note?: string;
    number?: string;
    from_id?: string;
    kind?: string;
    end?: string;
    score?: number;
    until?: string;
    at?: string;
    reason?: string;
    not_moved?: { reason?: string };
    routing?: unknown;
}

const data_of = (event: TicketEvent) => event.data as Data;
type Sentence = (data: Data, words: Words, event: TicketEvent) => string;

const field_key = (field: string) => field.replace(/^fields\./, "");

function field_name({ field = "" }: Data, { text, names }: Words): string {
    if (field in fields) return text(fields[field as FieldName].label);
    const key = field_key(field);
    return names.get(`field.${key}`) ?? key;
}

const longest_value = 40;

function value_text(value: unknown, { word, names }: Words, field = ""): string {
    if (value === null || value === undefined || value === "") return "";
    if (is_money(value)) return money_text(value);
    if (typeof value === "object" && !Array.isArray(value)) return "";
    const name = (key: string) => names.get(`option.${field_key(field)}.${key}`) ?? word(`priority.${key}`, key);
    const whole = (Array.isArray(value) ? value : [value]).map((each) => name(String(each))).join("、");
    return whole.length > longest_value ? `${whole.slice(0, longest_value)}…` : whole;
}

function changed(data: Data, words: Words): string {
    const field = field_name(data, words);
    const to = data.field === "description" ? "" : value_text(data.after, words, data.field);
    return to ? words.text("event.field_changed.to", { field, to }) : words.text("event.field_changed", { field });
}

const name_in = (names: Map<string, string>, id: string | null | undefined) => (id ? (names.get(id) ?? "") : "");

function handed_over(data: Data, { text, names }: Words): string {
    const to = data.stage?.to;
    if (data.left_id) return text("event.assigned.queue", { name: name_in(names, data.left_id) });
    const person = name_in(names, data.assignee_id ?? to?.assignee_id);
    const department = to?.department_id === data.stage?.from?.department_id ? "" : name_in(names, to?.department_id);
    const name = [department, person].filter(Boolean).join(" · ") || name_in(names, to?.department_id);
    if (!name) return text("event.assigned.away");
    return text(data.routing ? "event.assigned.rule" : "event.assigned", { name });
}

function status_changed(data: Data, { text, word, names }: Words): string {
    const status = data.stage?.to?.status ?? "";
    return text("event.status_changed", { status: names.get(`status.${status}`) ?? word(`status.${status}`, status) });
}

const about_user =
    (key: "collaborator_added" | "collaborator_removed" | "follower_added" | "follower_removed"): Sentence =>
    ({ user_id = "" }, { text, names }) =>
        text(`event.${key}`, { name: names.get(user_id) ?? text("person.someone") });

const about_number =
    (key: "linked" | "unlinked"): Sentence =>
    (data, { text, word }) =>
        text(`event.${key}`, { number: data.number ?? "", kind: word(`link.${data.end ?? data.kind ?? ""}`, "") });

const until = (at: string | undefined, { language }: Words) => (at ? moment(at, language) : "");

/** Those that say more than what kind of event it was. */
const sentences: Partial<Record<TicketEvent["kind"], Sentence>> = {
    message: (_, { text }, event) => text(`event.message.${event.visibility}`),
    field_changed: changed,
    assigned: handed_over,
    transferred: handed_over,
    status_changed,
    merged: (data, { text }) =>
        data.from_id ? text("event.merged.from", { number: data.number ?? "" }) : text("event.merged"),
    unmerged: (data, { text }) =>
        data.from_id ? text("event.unmerged.from", { number: data.number ?? "" }) : text("event.unmerged"),
    linked: about_number("linked"),
    unlinked: about_number("unlinked"),
    split: (data, { text }) => text(data.from_id ? "event.split.from" : "event.split", { number: data.number ?? "" }),
    rated: (data, { text }) => text("event.rated", { score: String(data.score ?? "") }),
    collaborator_added: about_user("collaborator_added"),
    collaborator_removed: about_user("collaborator_removed"),
    follower_added: about_user("follower_added"),
    follower_removed: about_user("follower_removed"),
    snoozed: (data, words) => words.text("event.snoozed", { until: until(data.until, words) }),
    woken: (data, { text, word }) => text("event.woken", { reason: word(`woken.${data.reason ?? ""}`, "") }),
    reminder_set: (data, words) => words.text("event.reminder_set", { at: until(data.at, words) }),
    message_released: (data, { text, told }) =>
        text(data.not_moved ? "event.message_released.not_moved" : "event.message_released", {
            reason: told(data.not_moved?.reason ?? ""),
        }),
    message_stopped: (data, { text, word }) => text("event.message_stopped", { reason: word(`stopped.${data.reason ?? ""}`, "") }),
};

export function happened(event: TicketEvent, words: Words): string {
    const sentence = sentences[event.kind];
    return sentence ? sentence(data_of(event), words, event) : words.text(`event.${event.kind}`);
}

/** What was said: the text of a message, or the note that came with an assignment. */
export function said(event: TicketEvent): string {
    return event.body || data_of(event).note || "";
}

export interface Handover {
    problem?: string;
    done?: string;
    missing?: string;
    promised_at?: string | null;
}
/** The handover card that came with an assignment. */
export const handover_of = (event: TicketEvent): Handover | undefined => (event.data as { handover?: Handover }).handover;
/** Until when a message waits that its author can take back. */
export const send_at_of = (event: TicketEvent): string | undefined => (event.data as { send_at?: string }).send_at;
export const split_from_of = (event: TicketEvent): { number?: string } | undefined =>
    (event.data as { split_from?: { number?: string } }).split_from;
