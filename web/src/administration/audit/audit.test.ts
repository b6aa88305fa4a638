import { expect, it } from "vitest";
import { zh } from "../../i18n/zh";
import { areas, day_range } from "./areas";
import { told } from "./told";

const names = new Map([["7", "质检部"], ["9", "孙丽"]]);

it("says what was changed from what to what, by names instead of ids", () => {
    const found = told({ data: { user_id: "9", field: "department_ids", before: [], after: ["7"] } }, names);
    expect(found).toEqual({ subject: "孙丽", differences: [{ field: "department_ids", before: "", after: "质检部" }], details: [] });
});

it("compares two whole things member by member", () => {
    const data = { before: { reopen_days: 7, nudge_minutes: 30 }, after: { reopen_days: 14, nudge_minutes: 30 } };
    expect(told({ data }, names).differences).toEqual([{ field: "reopen_days", before: "7", after: "14" }]);
});

it("shows what else was recorded, and no ids that nobody knows", () => {
    const found = told({ data: { tag_id: "55", name: "加急", colour: "#d9480f", description: "" } }, names);
    expect(found).toEqual({ subject: "加急", differences: [], details: [["colour", "#d9480f"]] });
});

it("has a sentence for each kind, and each kind in one area only", () => {
    const kinds = Object.values(areas).flat();
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const kind of kinds) expect(zh).toHaveProperty([`event.${kind}`]);
});

it("takes the whole of the last day", () => {
    const { from, to } = day_range("2026-11-01", "2026-11-30");
    expect(new Date(to!).getTime() - new Date(from!).getTime()).toBe(30 * 86_400_000);
    expect(day_range("", "")).toEqual({});
});
