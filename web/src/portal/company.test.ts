import { expect, it } from "vitest";
import { dialled } from "./useCompany";

it("dials the number and leaves the rest to the person", () => {
    const numbers = { "400-820-8820": "4008208820", "400-820-8820 转 1": "4008208820", "+86 (21) 6888 0000": "+862168880000", 客服: "", "": "" };
    for (const [written, number] of Object.entries(numbers)) expect(dialled(written), written).toBe(number);
});
