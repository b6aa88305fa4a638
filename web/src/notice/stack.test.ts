import { describe, expect, it } from "vitest";
import worker from "../../public/sw.js?raw";
import type { Notice } from "../api/live";
import { after_time, from_now, is_about, key_of, next_end_ms, no_toasts, sentence_key, shown_ms, with_notice, without, type Stack } from "./stack";
import { notice_en, notice_zh } from "./words";

const notice = (ticket_id: string, more: Partial<Notice> = {}): Notice => ({
    kind: "assigned",
    seq: Number(ticket_id),
    ticket_id,
    number: `GD-${ticket_id}`,
    subject: "微波炉加热不均",
    by: "王芳",
    ...more,
});
const stack_of = (ids: string[], is_held = false): Stack =>
    ids.reduce((stack, id, index) => with_notice(stack, notice(id), index * 100, is_held), no_toasts);
const shown = (stack: Stack) => stack.toasts.map((each) => each.ticket_id).join(" ");

describe("what a notice says", () => {
    it.each([
        ["assigned", "王芳", "notice.assigned.by"],
        ["answered", "", "notice.answered"],
        ["reminder", "", "notice.reminder"],
        ["something_new", "王芳", "notice.other"],
        ["constructor", "王芳", "notice.other"],
        ["", "", "notice.other"],
    ])("of kind %s by %s is %s", (kind, by, key) => {
        expect(sentence_key({ kind, by })).toBe(key);
    });

    it("is the same where the system shows it", () => {
        const kinds = ["assigned", "returned", "mentioned", "answered", "reminder", "transferred"] as const;
        for (const words of [notice_zh, notice_en]) {
            for (const kind of kinds) expect(worker).toContain(`${kind}: ["${words[`notice.${kind}`]}", "${words[`notice.${kind}.by`]}"]`);
            expect(worker).toContain(`other: ["${words["notice.other"]}"`);
        }
    });
});

describe("notices on the page", () => {
    it("are three at once, the newest, and the rest is counted", () => {
        expect(stack_of(["1", "2", "3"])).toMatchObject({ more: 0 });
        const stack = stack_of(["1", "2", "3", "4", "5"]);
        expect(shown(stack)).toBe("3 4 5");
        expect(stack.more).toBe(2);
    });

    it("do not change under the hand, but are counted", () => {
        const stack = stack_of(["1", "2", "3", "4"], true);
        expect(shown(stack)).toBe("1 2 3");
        expect(stack.more).toBe(1);
    });

    it("are one for each ticket, the latest in the place of the earlier", () => {
        const stack = with_notice(stack_of(["1", "2"]), notice("1", { kind: "answered", seq: 9 }), 5_000, false);
        expect(shown(stack)).toBe("1 2");
        expect(stack.toasts[0]).toMatchObject({ kind: "answered", ends_at: 5_000 + shown_ms });
        expect(stack.more).toBe(0);
    });

    it("end by themselves, each in its time, and the count with the last", () => {
        const stack = stack_of(["1", "2", "3", "4"]);
        expect(next_end_ms(stack, 0)).toBe(shown_ms + 100);
        expect(next_end_ms(stack, shown_ms * 2)).toBe(0);
        expect(shown(after_time(stack, shown_ms + 99))).toBe("2 3 4");
        expect(after_time(stack, shown_ms + 200)).toMatchObject({ more: 1, toasts: [{ ticket_id: "4" }] });
        expect(after_time(stack, shown_ms + 300)).toEqual(no_toasts);
    });

    it("have all of their time again once the hand has left", () => {
        expect(after_time(from_now(stack_of(["1", "2"]), 7_000), 14_999).toasts).toHaveLength(2);
    });

    it("are closed one by one", () => {
        expect(shown(without(stack_of(["1", "2"]), "1"))).toBe("2");
        expect(without(stack_of(["1"]), "1")).toBe(no_toasts);
    });
});

it("knows the ticket that is open by its id and by its number", () => {
    expect(is_about(notice("7"), "7")).toBe(true);
    expect(is_about(notice("7"), "GD-7")).toBe(true);
    expect(is_about(notice("7"), "77")).toBe(false);
    expect(is_about(notice("7"), undefined)).toBe(false);
});

it("knows a notice again that is told twice", () => {
    expect(key_of(notice("7"))).toBe(key_of(notice("7")));
    expect(key_of(notice("7"))).not.toBe(key_of(notice("7", { kind: "mentioned" })));
});
