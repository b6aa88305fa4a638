import { expect, it } from "vitest";
import type { Status } from "../../type/useTypes";
import { free_key, is_same, may_move, set_of, turned, way, type Category } from "./moves";

const status = (key: string, category: Category, more: Partial<Status> = {}): Status => ({
    key,
    name: key,
    category,
    is_default: true,
    comment_required: false,
    moves: [],
    position: 0,
    portal_title: "",
    type_id: null,
    archived_at: null,
    version: 1,
    ...more,
});
const [fresh, open, parts, done, closed] = [
    status("new", "new"),
    status("open", "open"),
    status("parts", "pending"),
    status("resolved", "resolved"),
    status("closed", "closed"),
];
const set = [fresh, open, parts, done, closed];

it("takes a type's own statuses in a category instead of those for all, and none that is archived", () => {
    const own = [status("visit", "open", { type_id: "7", position: 2 }), status("call", "open", { type_id: "7", position: 1 })];
    const every = [...set, ...own, status("gone", "pending", { archived_at: "2026-11-22T00:00:00Z" })];
    expect(set_of(every, "7").map((each) => each.key)).toEqual(["new", "call", "visit", "parts", "resolved", "closed"]);
    expect(set_of(every, "").map((each) => each.key)).toEqual(["new", "open", "parts", "resolved", "closed"]);
});

it("knows what the categories never allow", () => {
    expect(may_move("open", "new")).toBe(false);
    expect(may_move("resolved", "pending")).toBe(false);
    expect(way(closed, [], open)).toBe("yes");
    expect(way(closed, [], done)).toBe("never");
    expect(way(open, [], open)).toBe("never");
});

it("goes from everything allowed to all but one, with a comment on the way", () => {
    const asked = turned(open, [], parts, set);
    expect(way(open, asked, parts)).toBe("comment");
    expect(way(open, asked, done)).toBe("yes");
    const without = turned(open, asked, parts, set);
    expect(way(open, without, parts)).toBe("no");
    expect(way(open, turned(open, without, parts, set), parts)).toBe("yes");
});

it("keeps the last one, because no move at all means every move", () => {
    const last = [{ to: "closed", comment_required: true }];
    expect(turned(done, last, closed, set)).toEqual([{ to: "closed", comment_required: false }]);
    expect(turned(open, [], fresh, set)).toEqual([]);
});

it("compares moves whatever their order, and finds a free key", () => {
    const [a, b] = [{ to: "open", comment_required: false }, { to: "closed", comment_required: true }];
    expect(is_same([a, b], [b, a])).toBe(true);
    expect(is_same([a], [{ ...a, comment_required: true }])).toBe(false);
    expect(free_key([status("open_2", "open")], "open")).toBe("open_3");
});
