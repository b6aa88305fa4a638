import { expect, it } from "vitest";
import { number_sample } from "./number_sample";

it("shows what the first number of a day looks like", () => {
    const day = new Date(2026, 10, 5);
    expect(number_sample("GD{yyyymmdd}{seq}", day)).toBe("GD20261105001");
    expect(number_sample("TS-{yy}{mm}-{seq:5}", day)).toBe("TS-2611-00001");
    expect(number_sample("X{yyyymm}{dd}{what}", day)).toBe("X20261105{what}");
});
