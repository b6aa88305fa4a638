import { expect, it } from "vitest";
import type { Me } from "../api/client";
import { can_take } from "./taking";

const me = { departments: [{ id: "1" }, { id: "2" }] as Me["departments"] };

it("is for who works there, and for all while nobody does", () => {
    expect(can_take({ department: { id: "2", name: "仓储部" } }, me)).toBe(true);
    expect(can_take({ department: { id: "3", name: "质检部" } }, me)).toBe(false);
    expect(can_take({ department: null }, me)).toBe(true);
    expect(can_take({ department: { id: "1", name: "客服部" } }, null)).toBe(false);
});
