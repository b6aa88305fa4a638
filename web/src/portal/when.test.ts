import { describe, expect, it } from "vitest";
import { moment, promise } from "./when";

const now = new Date(2026, 10, 22, 15, 0);
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

describe("by when", () => {
    it("is said as people say it", () => {
        expect(promise(at(2026, 10, 22, 17, 0), now, "zh")).toEqual({ key: "promise.today", values: { at: "17:00" } });
        expect(promise(at(2026, 10, 23, 0, 5), now, "zh")).toEqual({ key: "promise.tomorrow", values: { at: "00:05" } });
        expect(promise(at(2026, 10, 25, 9, 0), now, "zh")).toEqual({ key: "promise.day", values: { at: "11月25日 09:00" } });
        expect(promise(at(2027, 0, 2, 9, 0), now, "en").values.at).toContain("2027");
    });
    it("does not promise what has passed", () => {
        expect(promise(at(2026, 10, 22, 14, 59), now, "zh").key).toBe("promise.late");
        expect(promise(at(2026, 10, 22, 15, 0), now, "en").key).toBe("promise.late");
    });
});

it("tells the clock today and the day before that", () => {
    expect(moment(at(2026, 10, 22, 9, 5), "zh", now)).toBe("09:05");
    expect(moment(at(2026, 10, 21, 23, 59), "zh", now)).toBe("11月21日 23:59");
});
