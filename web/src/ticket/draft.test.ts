import { beforeEach, describe, expect, it, vi } from "vitest";
import { empty_draft, keep_draft, save_after_ms, type DraftFields } from "./draft";

const words = (body: string): DraftFields => ({ ...empty_draft(), body });

function keeper() {
    const stored = new Map<string, string>();
    const local = { setItem: (name: string, value: string) => void stored.set(name, value), removeItem: (name: string) => void stored.delete(name) };
    const save = vi.fn((_: DraftFields) => Promise.resolve());
    const drop = vi.fn(() => Promise.resolve());
    return { stored, save, drop, keep: keep_draft({ save, drop, local, name: "draft" }) };
}

describe("a draft", () => {
    beforeEach(() => void vi.useFakeTimers());

    it("is saved two seconds after the first letter, with the newest words, once", async () => {
        const { keep, save, stored } = keeper();
        keep.changed(words("a"));
        await vi.advanceTimersByTimeAsync(save_after_ms - 1);
        keep.changed(words("ab"));
        expect(save).not.toHaveBeenCalled();
        await vi.advanceTimersByTimeAsync(1);
        expect(save.mock.calls).toEqual([[words("ab")]]);
        expect(stored.size).toBe(0);
    });

    it("stays on this device while the server cannot be reached, and goes there afterwards", async () => {
        const { keep, save, stored } = keeper();
        save.mockRejectedValueOnce(new Error("offline"));
        keep.changed(words("kept"));
        await vi.advanceTimersByTimeAsync(save_after_ms);
        expect(stored.get("draft")).toContain("kept");
        await keep.flush();
        expect(save).toHaveBeenLastCalledWith(words("kept"));
        expect(stored.size).toBe(0);
    });

    it("is thrown away when it is emptied or sent, if the server has one", async () => {
        const { keep, drop } = keeper();
        keep.changed(words(" "));
        await keep.flush();
        expect(drop).not.toHaveBeenCalled();
        keep.found();
        await keep.sent();
        expect(drop).toHaveBeenCalledOnce();
    });

    it("that was sent is not saved after all", async () => {
        const { keep, save } = keeper();
        keep.changed(words("sent"));
        await keep.sent();
        await vi.advanceTimersByTimeAsync(2 * save_after_ms);
        expect(save).not.toHaveBeenCalled();
    });
});
