import { describe, expect, it } from "vitest";
import { bytes_of, push_state, type PushFacts } from "./push";

describe("pushing to this browser", () => {
    const able: PushFacts = { is_secure: true, is_supported: true, permission: "granted", is_subscribed: true };
    it.each([
        [{}, "on"],
        [{ is_subscribed: false }, "off"],
        [{ permission: "default" }, "off"],
        [{ permission: "denied" }, "blocked"],
        [{ is_supported: false, permission: "default" }, "unsupported"],
        [{ is_secure: false, is_supported: false }, "insecure"],
    ] as [Partial<PushFacts>, string][])("with %o is %s", (facts, state) => {
        expect(push_state({ ...able, ...facts })).toBe(state);
    });

    it("reads the server's key", () => {
        expect([...bytes_of("-_8A_w")]).toEqual([0xfb, 0xff, 0x00, 0xff]);
    });
});
