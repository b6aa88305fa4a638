import { describe, expect, it, vi } from "vitest";
import { make_reader } from "./keyboard";

const press = (key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body) => {
    const event = new KeyboardEvent("keydown", { key, cancelable: true, ...more });
    Object.defineProperty(event, "target", { value: target });
    return event;
};

describe("keys of the page", () => {
    it("are taken by their name, with shift in it", () => {
        const read = make_reader(() => false);
        const [a, A] = [vi.fn(), vi.fn()];
        read(press("A", { shiftKey: true }), { a, A });
        expect(A).toHaveBeenCalledOnce();
        expect(a).not.toHaveBeenCalled();
    });

    it("may be two in a row", () => {
        const read = make_reader(() => false);
        const [i, mine] = [vi.fn(), vi.fn()];
        read(press("g"), { i, "g i": mine });
        read(press("i"), { i, "g i": mine });
        expect(mine).toHaveBeenCalledOnce();
        expect(i).not.toHaveBeenCalled();
    });

    it("are nothing while an input method composes", () => {
        const read = make_reader(() => false);
        const act = vi.fn();
        expect(read(press("r", { isComposing: true }), { r: act })).toBe(false);
        expect(read(press("Enter", { ctrlKey: true, keyCode: 229 } as KeyboardEventInit), { "Ctrl+Enter": act })).toBe(false);
        expect(act).not.toHaveBeenCalled();
    });

    it("are letters in an input, but for those with control", () => {
        const read = make_reader(() => false);
        const [r, box] = [vi.fn(), vi.fn()];
        const input = document.createElement("textarea");
        read(press("r", {}, input), { r });
        read(press("k", { ctrlKey: true }, input), { "Ctrl+k": box });
        expect(r).not.toHaveBeenCalled();
        expect(box).toHaveBeenCalledOnce();
    });

    it("can be switched off, but for those with control", () => {
        const read = make_reader(() => true);
        const [r, box] = [vi.fn(), vi.fn()];
        read(press("r"), { r });
        read(press("K", { ctrlKey: true }), { "Ctrl+k": box });
        expect([r.mock.calls.length, box.mock.calls.length]).toEqual([0, 1]);
    });
});
