import { describe, expect, it } from "vitest";
import { filter_from, query_from, question_of } from "../ticket/filter";
import { query_of, range_from, tickets_behind, window_of } from "./range";

const now = new Date(2026, 10, 22, 15, 30);

describe("the time of an overview", () => {
    it("is the last thirty days, today among them, unless the address says otherwise", () => {
        expect(range_from({}, now)).toEqual({ span: "30d", from: "2026-10-24", to: "2026-11-22" });
        expect(range_from({ span: "today" }, now)).toEqual({ span: "today", from: "2026-11-22", to: "2026-11-22" });
        expect(range_from({ from: "2026-02-28", to: "2026-01-01" }, now)).toEqual({ span: "", from: "2026-01-01", to: "2026-02-28" });
    });
    it.each([{ from: "2026-02-30", to: "2026-03-01" }, { from: "x", to: "y" }, { span: "drop table" }])("%o is none", (query) =>
        expect(range_from(query, now).span).toBe("30d"),
    );
    it("comes back from the address", () => {
        for (const query of [{}, { span: "7d" }, { from: "2026-01-01", to: "2026-01-31" }])
            expect(query_of(range_from(query, now))).toEqual(query);
    });
    it("ends with the end of its last day", () => {
        const range = range_from({ from: "2026-02-28", to: "2026-02-28" }, now);
        expect(window_of(range)).toEqual({ from: new Date(2026, 1, 28).toISOString(), to: new Date(2026, 2, 1).toISOString() });
    });
});

it("a number's filter is a list in the workspace, and asks the server for the same", () => {
    const filter = "status=resolved&status=closed&created_from=2026-11-01T00:00:00Z&created_to=2026-11-02T00:00:00Z&department_id=7";
    const { query } = tickets_behind(filter);
    const chosen = filter_from(query as Record<string, string[]>);
    expect(filter_from(query_from(chosen) as Record<string, string[]>)).toEqual(chosen);
    expect(question_of(chosen, undefined)).toMatchObject({
        status: ["resolved", "closed"],
        department_id: ["7"],
        created_from: "2026-11-01T00:00:00Z",
        created_to: "2026-11-02T00:00:00Z",
    });
    expect(tickets_behind("created_from=x", { status: ["new"] }).query).toMatchObject({ created_from: ["x"], status: ["new"] });
});
