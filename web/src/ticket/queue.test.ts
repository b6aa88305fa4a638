import { describe, expect, it } from "vitest";
import type { Ticket } from "../api/client";
import type { Text } from "../i18n";
import { in_turn, why } from "./queue";

const now = Date.parse("2026-11-22T10:00:00Z");
const hours = (count: number) => new Date(now + count * 3_600_000).toISOString();

function ticket(id: string, created_h: number, more: Partial<Ticket> & { due_h?: number } = {}): Ticket {
    const { due_h, ...rest } = more;
    const clock = { metric: "resolution", due_at: hours(due_h ?? 0), state: "running" };
    const sla = due_h === undefined ? [] : [clock];
    const whole = { id, created_at: hours(created_h), priority: "normal", sla, first_responded_at: null, resolved_at: null };
    return { ...whole, assignee: null, department: { id: "1", name: "客服" }, ...rest } as unknown as Ticket;
}
const order = (tickets: Ticket[], passed: string[] = []) => in_turn(tickets, new Set(passed), now).map((each) => each.id);

describe("the next ticket", () => {
    const late = ticket("late", -20, { due_h: -1 });
    const later = ticket("later", -20, { due_h: -3 });
    const soon = ticket("soon", -20, { due_h: 2, priority: "low" });
    const urgent = ticket("urgent", -1, { priority: "urgent", due_h: 40 });
    const old = ticket("old", -50);
    const young = ticket("young", -2);

    it("is what is late, soon due, urgent, and then what waits longest", () => {
        expect(order([young, old, urgent, soon, late, later])).toEqual(["later", "late", "soon", "urgent", "old", "young"]);
    });
    it("is each once, and none that was passed over", () => {
        expect(order([old, young, old], ["young"])).toEqual(["old"]);
        expect(order([], [])).toEqual([]);
    });
    it("says why", () => {
        const text: Text = (key, values = {}) => [key, ...Object.values(values)].join(" ");
        expect(why(late, "9", now, text)).toBe("next.late sla.resolution 1h00 · next.queue 客服");
        expect(why(urgent, "9", now, text)).toBe("priority.urgent · next.queue 客服");
        expect(why({ ...old, assignee: { id: "9", name: "王芳" } } as Ticket, "9", now, text)).toBe("next.waits 2d2h · next.mine");
    });
});
