import { describe, expect, it } from "vitest";
import type { TicketEvent } from "../api/client";
import { read_from_end, read_timeline, type Ask } from "./timeline";

const page_size = 10;
const event = (id: number, more: Partial<TicketEvent> = {}) => ({ id: String(id), kind: "message", state: null, ...more }) as TicketEvent;

/** A server that has these events, and what it was asked. */
function server(events: TicketEvent[]) {
    const asked: (string | null)[] = [];
    const ask: Ask = (cursor) => {
        asked.push(cursor);
        const from = cursor ? events.findIndex((each) => each.id === cursor) + 1 : 0;
        const items = events.slice(from, from + page_size);
        const more = from + page_size < events.length;
        return Promise.resolve({ items, next_cursor: more ? items[items.length - 1]!.id : null });
    };
    return { ask, asked };
}
const many = (count: number) => Array.from({ length: count }, (_, index) => event(index + 1));
const ids = (pages: { events: TicketEvent[] }[]) => pages.flatMap((page) => page.events.map((each) => Number(each.id)));
const all = (count: number) => many(count).map((each) => Number(each.id));

describe("a timeline", () => {
    it("is read to its end", async () => {
        const { ask, asked } = server(many(45));
        expect(ids(await read_timeline(ask))).toEqual(all(45));
        expect(asked).toEqual([null, "10", "20", "30", "40"]);
    });
    it("is told from its end first when it is long, and asked for once when it is not", async () => {
        const newest = (events: TicketEvent[]) => () => Promise.resolve({ items: events.slice(-page_size).reverse(), next_cursor: events.length > page_size ? "more" : null });
        const told: number[][] = [];
        const tell = (events: TicketEvent[]) => told.push(events.map((each) => Number(each.id)));
        const long = server(many(45));
        expect(ids(await read_from_end(newest(many(45)), long.ask, tell))).toEqual(all(45));
        expect(told).toEqual([all(45).slice(-page_size)]);
        const short = server(many(7));
        expect(ids(await read_from_end(newest(many(7)), short.ask, tell))).toEqual(all(7));
        expect([told.length, short.asked]).toEqual([1, []]);
    });
    it("is asked for its end only when something was added", async () => {
        const before = await read_timeline(server(many(45)).ask);
        const { ask, asked } = server(many(53));
        expect(ids(await read_timeline(ask, before))).toEqual(all(53));
        expect(asked).toEqual(["30", "40", "50"]);
    });
    it("is asked again from what still waits to be sent", async () => {
        const events = many(45);
        events[12] = event(13, { state: "held" });
        const before = await read_timeline(server(events).ask);
        const { ask, asked } = server(many(45));
        const after = await read_timeline(ask, before);
        expect(after.flatMap((page) => page.events).some((each) => each.state === "held")).toBe(false);
        expect(asked[0]).toBe("10");
    });
    it("is read anew when another ticket's came in between", async () => {
        const before = await read_timeline(server(many(45)).ask);
        const merged = [...many(45), event(46, { kind: "merged" })];
        merged.splice(3, 0, event(1003));
        const { ask } = server(merged);
        expect(ids(await read_timeline(ask, before))).toContain(1003);
    });
});
