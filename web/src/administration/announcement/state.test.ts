import { expect, it } from "vitest";
import { local_minute, moment_of, state_of } from "./state";

const now = new Date("2026-11-22T10:00:00Z");
const times = (starts_at: string | null, ends_at: string | null) => ({ starts_at, ends_at });

it("is current from its beginning on and before its end", () => {
    expect(state_of(times(null, null), now)).toBe("current");
    expect(state_of(times("2026-11-22T10:00:00Z", "2026-11-22T10:00:01Z"), now)).toBe("current");
    expect(state_of(times("2026-11-22T10:00:01Z", null), now)).toBe("planned");
    expect(state_of(times("2026-11-21T10:00:00Z", "2026-11-22T10:00:00Z"), now)).toBe("over");
});

it("reads the minute that it shows", () => {
    expect(moment_of(local_minute("2026-11-22T10:05:00.000Z"))).toBe("2026-11-22T10:05:00.000Z");
    expect([local_minute(null), moment_of("")]).toEqual(["", null]);
});
