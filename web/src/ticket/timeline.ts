// A ticket's timeline, page by page as the server gives it, oldest first. When something happened, only its end is asked
// for again.
import type { TicketEvent } from "../api/client";

export interface Page {
    /** Whereby it was asked for; null: the first. */
    cursor: string | null;
    events: TicketEvent[];
}
export type Timeline = Page[];

export interface Answer {
    items: TicketEvent[];
    next_cursor: string | null;
}
export type Ask = (cursor: string | null) => Promise<Answer>;

/** After these, what was before is no longer what it was. */
const turning: TicketEvent["kind"][] = ["merged", "unmerged", "erased"];
const count_of_turns = (events: TicketEvent[]) => events.filter(({ kind }) => turning.includes(kind)).length;
const may_change = ({ state }: TicketEvent) => state === "held";
const asked_again = 2;

async function read_from(cursor: string | null, ask: Ask): Promise<Timeline> {
    const pages: Timeline = [];
    for (let next: string | null = cursor; ; ) {
        const page = await ask(next);
        pages.push({ cursor: next, events: page.items });
        if (!page.next_cursor) return pages;
        next = page.next_cursor;
    }
}

/** Of what was never read: the newest are told at once when there are more; the whole follows. */
export async function read_from_end(ask_newest: () => Promise<Answer>, ask: Ask, tell: (newest: TicketEvent[]) => void): Promise<Timeline> {
    const { items, next_cursor } = await ask_newest();
    const newest = [...items].reverse();
    if (!next_cursor) return [{ cursor: null, events: newest }];
    tell(newest);
    return read_timeline(ask);
}

export async function read_timeline(ask: Ask, before: Timeline = []): Promise<Timeline> {
    const moving = before.findIndex((page) => page.events.some(may_change));
    const kept = Math.max(0, Math.min(before.length - asked_again, moving < 0 ? before.length : moving));
    const end = before.slice(kept);
    const fresh = await read_from(end[0]?.cursor ?? null, ask);
    const turns = (pages: Timeline) => count_of_turns(pages.flatMap((page) => page.events));
    if (kept > 0 && turns(fresh) !== turns(end)) return read_from(null, ask);
    return [...before.slice(0, kept), ...fresh];
}
