import { expect, it } from "vitest";
import { duration_text, seconds_of } from "./duration";

it("understands what people type, in both languages", () => {
    expect(["4小时", "2 天", "1h30m", "1.5h", "90 min", "1天 4 小时 30分"].map(seconds_of)).toEqual([14_400, 172_800, 5_400, 5_400, 5_400, 102_600]);
});

it("does not guess", () => {
    expect(["", "4", "小时", "4 weeks", "-1h", "1h x", "1h 30"].map(seconds_of)).toEqual(Array(7).fill(undefined));
});

it("writes what it reads", () => {
    for (const seconds of [60, 3_600, 5_400, 86_400, 102_600]) for (const language of ["zh", "en"]) expect(seconds_of(duration_text(seconds, language))).toBe(seconds);
    expect(duration_text(102_600, "zh")).toBe("1 天 4 小时 30 分钟");
});
