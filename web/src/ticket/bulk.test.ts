import { describe, expect, it } from "vitest";
import { action_of, empty_bulk } from "./bulk";
import { nothing_selected, reached, toggled } from "./selection";

const order = ["a", "b", "c", "d", "e"];
const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join("");

describe("what is selected", () => {
    it("is taken and left one by one", () => {
        const two = toggled(toggled(nothing_selected, "a"), "c");
        expect(ids(two)).toBe("ac");
        expect(ids(toggled(two, "a"))).toBe("c");
    });
    it("reaches from the last one, up and down, and keeps what was there", () => {
        const from = toggled(toggled(nothing_selected, "a"), "c");
        expect(ids(reached(from, "e", order))).toBe("acde");
        expect(ids(reached(reached(from, "e", order), "b", order))).toBe("abcde");
        expect(ids(reached(nothing_selected, "b", order))).toBe("b");
    });
});

describe("one action on many", () => {
    it("is nothing until it is said what to do", () => {
        for (const kind of ["assign", "status", "priority", "tags"] as const) expect(action_of(kind, empty_bulk())).toBeNull();
        expect(action_of("assign", { ...empty_bulk(), note: "why" })).toBeNull();
    });
    it("says only what belongs to it", () => {
        const form = { ...empty_bulk(), assignee_id: "7", note: " now ", status: "resolved", priority: "high" as const, remove: ["x"] };
        expect(action_of("assign", form)).toEqual({ kind: "assign", assignee_id: "7", note: "now" });
        expect(action_of("status", form)).toEqual({ kind: "status", status: "resolved" });
        expect(action_of("priority", form)).toEqual({ kind: "priority", priority: "high" });
        expect(action_of("tags", form)).toEqual({ kind: "tags", add: [], remove: ["x"] });
    });
});
