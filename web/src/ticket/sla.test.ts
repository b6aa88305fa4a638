import { describe, expect, it } from "vitest";
import type { Schemas } from "../api/client";
import { next_due } from "./sla";

const created = "2026-11-22T00:00:00Z";
const at = (hours: number) => new Date(Date.parse(created) + hours * 3_600_000).toISOString();
const now = (hours: number) => Date.parse(at(hours));
const clock = (metric: Schemas["SlaClock"]["metric"], due: number, state: Schemas["SlaClock"]["state"] = "running") => ({
    metric,
    due_at: at(due),
    state,
    remaining_s: 0,
});
const ticket = (...sla: Schemas["SlaClock"][]) => ({ sla, created_at: created, first_responded_at: null, resolved_at: null });

describe("the due time of a ticket", () => {
    it.each([
        [1, "calm", "7h00"],
        [6.5, "soon", "1h30"],
        [7.99, "soon", "36s"],
        [9 + 1 / 3, "late", "+1h20"],
        [80, "late", "+3d"],
    ])("after %s hours of eight is %s, %s", (hours, tone, text) => {
        expect(next_due(ticket(clock("resolution", 8)), now(hours))).toMatchObject({ tone, text });
    });

    it("is the next one only", () => {
        expect(next_due(ticket(clock("resolution", 8), clock("first_response", 2)), now(1))?.metric).toBe("first_response");
    });

    it("is none for what was done, late or not, and for what is paused", () => {
        const done = { ...ticket(clock("first_response", 2, "breached"), clock("resolution", 8, "met")), first_responded_at: at(3) };
        expect(next_due(done, now(5))).toBeNull();
        expect(next_due(ticket(clock("resolution", 8, "paused")), now(1))).toBeNull();
    });
});
