import { describe, expect, it } from "vitest";
import { changed_roles, given_by, may_toggle, toggled } from "./matrix";

const roles = [
    { id: "1", name: "客服", version: 1, permissions: ["tickets.read", "tickets.reply"] },
    { id: "2", name: "主管", version: 4, permissions: ["tickets.read", "audit.read"] },
];

describe("the matrix of roles", () => {
    it("changes one cell and knows which roles are to be kept", () => {
        const given = toggled(given_by(roles), "2", "tickets.assign");
        expect(given["2"]).toContain("tickets.assign");
        expect(changed_roles(roles, given).map((each) => each.name)).toEqual(["主管"]);
    });

    it("has nothing to keep when a cell is changed and changed back, whatever the order", () => {
        const there_and_back = toggled(toggled(given_by(roles), "1", "tickets.read"), "1", "tickets.read");
        expect(there_and_back["1"]).not.toEqual(roles[0]!.permissions);
        expect(changed_roles(roles, there_and_back)).toEqual([]);
    });

    it("lets nobody give what he has not", () => {
        expect(may_toggle(roles[0]!, "audit.read", ["tickets.read"])).toBe(false);
        expect(may_toggle(roles[1]!, "audit.read", ["tickets.read"])).toBe(true);
        expect(may_toggle(roles[0]!, "audit.read", ["audit.read"])).toBe(true);
    });
});
