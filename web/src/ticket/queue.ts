// Which ticket comes next for somebody who takes one after the other, and why that one: what is late, then what soon will
// be, then what is most urgent, then what has waited longest.
import type { Ticket } from "../api/client";
import type { Text } from "../i18n";
import { span } from "../ui/time";
import { priorities } from "./fields";
import { next_due, type Tone } from "./sla";

const tones: Tone[] = ["late", "soon", "calm"];
const urgency = ({ priority }: Ticket) => -priorities.indexOf(priority);
const tone_of = (ticket: Ticket, now: number) => tones.indexOf(next_due(ticket, now)?.tone ?? "calm");
const due_at = (ticket: Ticket, now: number) => Date.parse(next_due(ticket, now)?.due_at ?? "9999-12-31T00:00:00Z");

/** Smaller comes first. */
function place(ticket: Ticket, now: number): number[] {
    const tone = tone_of(ticket, now);
    const due = due_at(ticket, now);
    return [tone, ...(tone < 2 ? [due] : [0]), urgency(ticket), due, Date.parse(ticket.created_at)];
}
function compared(a: number[], b: number[]): number {
    const at = a.findIndex((each, index) => each !== b[index]);
    return at < 0 ? 0 : a[at]! - b[at]!;
}

/** Each once, without those that were passed over. */
export function in_turn(tickets: Ticket[], passed: ReadonlySet<string>, now: number): Ticket[] {
    const once = new Map(tickets.map((each) => [each.id, each]));
    return [...once.values()].filter((each) => !passed.has(each.id)).sort((a, b) => compared(place(a, now), place(b, now)));
}

export function why(ticket: Ticket, my_id: string, now: number, text: Text): string {
    const due = next_due(ticket, now);
    const parts: string[] = [];
    if (due && due.tone !== "calm") parts.push(text(`next.${due.tone}`, { metric: text(`sla.${due.metric}`), time: due.text.replace("+", "") }));
    if (ticket.priority === "urgent" || ticket.priority === "high") parts.push(text(`priority.${ticket.priority}`));
    if (parts.length === 0) parts.push(text("next.waits", { time: span((now - Date.parse(ticket.created_at)) / 1000) }));
    const department = ticket.department?.name ?? "";
    parts.push(ticket.assignee?.id === my_id ? text("next.mine") : text("next.queue", { department }));
    return parts.join(" · ");
}
