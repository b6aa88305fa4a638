import { describe, expect, it } from "vitest";
import { draft_of, empty_draft } from "./draft";
import { pending_of } from "./submission";

const now = Date.UTC(2026, 10, 22);
const hour = 3_600_000;
const file = { id: "1.x", name: "a.png", size: 1, media_type: "image/png", uploaded_at: now - hour };

describe("a kept draft", () => {
    it("comes back as it was", () => {
        const draft = { ...empty_draft(), type: "售后", subject: "坏了", values: { a: ["x"], b: true }, files: [file], saved_at: now };
        expect(draft_of(JSON.parse(JSON.stringify(draft)), now)).toEqual(draft);
    });
    it("is nothing when it is old, and loses files the server has thrown away", () => {
        const draft = { ...empty_draft(), subject: "坏了", files: [{ ...file, uploaded_at: now - 24 * hour }], saved_at: now };
        expect(draft_of(draft, now).files).toEqual([]);
        expect(draft_of({ ...draft, saved_at: now - 8 * 24 * hour }, now)).toEqual(empty_draft());
    });
    it("takes nothing that somebody else wrote there", () => {
        const strange = { saved_at: now, subject: 7, values: { a: null, b: { c: 1 }, d: "kept" }, files: ["x", {}] };
        expect(draft_of(strange, now)).toEqual({ ...empty_draft(), values: { d: "kept" }, saved_at: now });
        for (const nothing of [null, 1, "x", []]) expect(draft_of(nothing, now)).toEqual(empty_draft());
    });
});

describe("a ticket on its way", () => {
    it("is sent again under its key while the server knows that", () => {
        const pending = { key: "k", body: { subject: "x", requester: {} }, at: now - hour };
        expect(pending_of(pending, now)).toEqual(pending);
        expect(pending_of({ ...pending, at: now - 24 * hour }, now)).toBeUndefined();
        expect(pending_of({ ...pending, key: 1 }, now)).toBeUndefined();
    });
});
