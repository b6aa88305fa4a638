import { expect, it } from "vitest";
import { find_proof, leading_zero_bits } from "./proof";

it("counts the zero bits in front", () => {
    expect(leading_zero_bits(new Uint8Array([0x80]))).toBe(0);
    expect(leading_zero_bits(new Uint8Array([0, 0x01, 0]))).toBe(15);
    expect(leading_zero_bits(new Uint8Array([0, 0]))).toBe(16);
});

it("finds the first nonce that fits the server's definition", () => {
    const salt = "1795000000.12.盐.f00d";
    // Worked out with another SHA-256, that of Python.
    expect(find_proof({ algorithm: "sha-256", salt, difficulty: 12 })).toEqual({ salt, nonce: "1489" });
});
