import { describe, expect, it } from "vitest";
import { tree_lines, with_all_below } from "./tree";

const node = (id: string, name: string, parent_id: string | null = null) => ({ id, name, parent_id });
const all = [node("3", "b 组", "1"), node("1", "客服"), node("4", "深", "3"), node("2", "a 组", "1"), node("5", "孤", "99")];

describe("a tree in lines", () => {
    it("stands each below what it belongs to, by name", () => {
        const lines = tree_lines(all).map(({ item, depth }) => `${depth}${item.name}`);
        expect(lines.join(" ")).toContain("0客服 1a 组 1b 组 2深");
        expect(lines).toContain("0孤");
        expect(lines).toHaveLength(all.length);
    });

    it("knows what moves along", () => {
        expect([...with_all_below(all, "1")].sort()).toEqual(["1", "2", "3", "4"]);
        expect([...with_all_below(all, "4")]).toEqual(["4"]);
    });
});
