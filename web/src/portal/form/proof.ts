// Proof of work as docs/portal.md defines it: a nonce for which SHA-256(salt + nonce) begins with zero bits.
import { sha256 } from "@noble/hashes/sha2";
import type { Challenge, Proof } from "../types";

export function leading_zero_bits(hash: Uint8Array): number {
    let bits = 0;
    for (const byte of hash) {
        if (byte) return bits + Math.clz32(byte) - 24;
        bits += 8;
    }
    return bits;
}

export function find_proof({ salt, difficulty }: Challenge): Proof {
    const bytes = new TextEncoder();
    const salted = sha256.create().update(bytes.encode(salt));
    for (let tried = 0; ; tried += 1) {
        const nonce = String(tried);
        if (leading_zero_bits(salted.clone().update(bytes.encode(nonce)).digest()) >= difficulty) return { salt, nonce };
    }
}
