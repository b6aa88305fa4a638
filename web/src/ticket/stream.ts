// The timeline as a conversation: what somebody said in boxes, everything else in quiet lines.
import type { TicketEvent } from "../api/client";

export interface Entry {
    id: string;
    event: TicketEvent;
    is_spoken: boolean;
}

const spoken = new Set<TicketEvent["kind"]>(["ticket_opened", "message", "copied", "incidents_answered"]);
/** They come with something that is shown anyway. */
const needless = new Set<TicketEvent["kind"]>(["viewed", "message_withdrawn"]);

const is_said = (event: TicketEvent) =>
    spoken.has(event.kind) && Boolean(event.body || event.html || event.attachments?.length);

export function entries_of(events: TicketEvent[]): Entry[] {
    return events
        .filter((event) => !needless.has(event.kind) && event.state !== "withdrawn")
        .map((event) => ({ id: event.id, event, is_spoken: is_said(event) }));
}
