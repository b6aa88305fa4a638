import { describe, expect, it } from "vitest";
import type { TicketEvent } from "../api/client";
import types from "../api/types.gen.ts?raw";
import { en } from "../i18n/en";
import { zh, type MessageKey } from "../i18n/zh";
import { happened, type Words } from "./happened";

// Every kind, as the server's own document has it.
const event_view = types.slice(types.indexOf("        EventView: {"));
const kinds = [.../kind: ([^;]+);/.exec(event_view.slice(event_view.indexOf("author?")))![1]!.matchAll(/"(\w+)"/g)].map(
    (found) => found[1] as TicketEvent["kind"],
);

function words(messages: Record<MessageKey, string>, language: string): Words {
    const text = (key: string, values: Record<string, string> = {}) => {
        if (!(key in messages)) throw new Error(`no message ${key}`);
        return messages[key as MessageKey].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? `{${name}}`);
    };
    const word = (key: string, fallback: string) => (key in messages ? text(key) : fallback);
    const names = new Map([["7", "王芳"], ["9", "质检部"], ["field.order_no", "订单号"], ["field.blame", "责任判定"], ["option.blame.carrier", "物流责任"]]);
    return { text, word, language, told: (sentence) => sentence, names };
}
const event = (kind: TicketEvent["kind"], data: object = {}): TicketEvent => ({
    id: "1",
    seq: 1,
    ticket_id: "1",
    at: "2026-11-22T00:00:00Z",
    actor: { kind: "agent", id: "7", name: "王芳" },
    kind,
    visibility: "internal",
    data: data as TicketEvent["data"],
});

describe.each([
    ["zh", words(zh, "zh")],
    ["en", words(en, "en")],
])("in %s", (_, all) => {
    it("knows all kinds of events", () => expect(kinds.length).toBeGreaterThan(75));

    it.each(kinds)("%s is a sentence", (kind) => {
        const sentence = happened(event(kind), all);
        expect(sentence.length).toBeGreaterThan(1);
        expect(sentence).not.toMatch(/[{}_]|undefined|event\./);
    });
});

describe("a sentence says what matters", () => {
    it.each([
        ["status_changed", { stage: { to: { status: "resolved" } } }, "set the status to Resolved"],
        ["assigned", { stage: { from: { department_id: "9" }, to: { department_id: "9", assignee_id: "7" } } }, "handed over to 王芳"],
        ["transferred", { stage: { from: null, to: { department_id: "9" } } }, "handed over to 质检部"],
        ["field_changed", { field: "priority", before: "low", after: "urgent" }, "set Priority to Urgent"],
        ["field_changed", { field: "fields.order_no", before: null, after: "JD1" }, "set 订单号 to JD1"],
        ["field_changed", { field: "fields.blame", before: null, after: "carrier" }, "set 责任判定 to 物流责任"],
        ["field_changed", { field: "fields.blame", before: null, after: ["carrier", "gone"] }, "set 责任判定 to 物流责任、gone"],
        ["field_changed", { field: "description", before: "a", after: "b" }, "changed Description"],
        ["merged", { from_id: "3", number: "GD1" }, "merged GD1 into this ticket"],
        ["follower_added", { user_id: "7" }, "added 王芳 as a follower"],
        ["woken", { reason: "customer" }, "brought it back: the customer did something"],
    ] as const)("%s", (kind, data, sentence) => expect(happened(event(kind, data), words(en, "en"))).toBe(sentence));
});

it("every language has the same values to fill in", () => {
    const values = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const key of Object.keys(zh) as MessageKey[]) expect(values(en[key]), key).toEqual(values(zh[key]));
});
