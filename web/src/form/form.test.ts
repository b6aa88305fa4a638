import { describe, expect, it } from "vitest";
import type { Condition, Field, PortalType } from "../portal/types";
import { beginning, fields_to_send, Look, problems_in } from "./form";
import { choices, is_empty, money_text, option_label, value_to_send, words_of, type RuledField, type Values } from "./value";

const when = (field: string, ...is: string[]): Condition => ({ all: [{ field, is }], any: [] });
const option = (key: string, parent: string | null = null) => ({ key, label: key, parent, archived: false });

function field(key: string, kind: Field["kind"], more: Partial<Field> = {}): Field {
    const nothing = { required_if: null, shown_if: null, read_only_if: null, default_value: null, required: false };
    return { key, label: key, help: "", kind, options: [], ...nothing, ...more };
}
const form = (...fields: Field[]): PortalType => ({ path: "售后/换货", priority: "high", fields });
const shown = (type: PortalType, values: Values) => new Look(type, values).shown.map((each) => each.key);

const reason = field("reason", "choice", { options: [option("broken"), option("other")] });
const why = field("why", "text", { shown_if: when("reason", "other"), required: true });
const money = (amount: string, currency = "CNY") => ({ amount, currency });
const photo = field("photo", "checkbox", { shown_if: when("why_kind", "x") });

describe("what is shown", () => {
    it("follows the values of other fields, and a hidden field has none", () => {
        const place = field("place", "cascade", { options: [option("cn"), option("bj", "cn")] });
        const tail = field("tail", "text", { shown_if: when("place", "cn") });
        const last = field("last", "text", { shown_if: when("more", "true") });
        const more = field("more", "checkbox", { shown_if: when("reason", "other") });
        const type = form(reason, why, place, tail, more, last);
        expect(shown(type, {})).toEqual(["reason", "place"]);
        expect(shown(type, { reason: "other", place: "bj", more: true })).toEqual(type.fields.map((each) => each.key));
        expect(shown(type, { reason: "broken", more: true })).toEqual(["reason", "place"]);
    });
    it("asks for priority and status, for one of any, and ends in circles", () => {
        const urgent = field("urgent", "text", { shown_if: when("priority", "high", "urgent") });
        const fresh = field("fresh", "text", { shown_if: { all: [], any: [when("status", "x").all[0]!, when("status", "new").all[0]!] } });
        const one = field("one", "checkbox", { shown_if: when("two", "true") });
        const two = field("two", "checkbox", { shown_if: when("one", "true") });
        expect(shown(form(urgent, fresh, one, two, photo), { one: true, two: true })).toEqual(["urgent", "fresh"]);
    });
});

describe("what is asked and sent", () => {
    it("asks for what is shown and required, in the form its kind has", () => {
        const type = form(reason, why, field("count", "number"), field("call", "phone"), field("sum", "money"));
        expect(problems_in(type, {})).toEqual({});
        expect(problems_in(type, { reason: "other" })).toEqual({ why: "wrong.required" });
        const wrong = { count: "1,5", call: "hello", sum: { amount: "x", currency: "CNY" } };
        expect(problems_in(type, wrong)).toEqual({ count: "wrong.number", call: "wrong.phone", sum: "wrong.number" });
        const right = { count: "-1.5", call: "+86 139-0000 1234", sum: { amount: "12.50", currency: "CNY" } };
        expect(problems_in(type, right)).toEqual({});
    });
    it("is required by a condition; a cascade goes to the end", () => {
        const place = field("place", "cascade", { options: [option("cn"), option("bj", "cn")], required_if: when("reason", "broken") });
        expect(problems_in(form(reason, place), { reason: "broken" })).toEqual({ place: "wrong.required" });
        expect(problems_in(form(reason, place), { place: "cn" })).toEqual({ place: "wrong.deeper" });
        expect(words_of(place, "bj")).toEqual(["bj", "cn"]);
    });
    it("sends what is shown, takes an emptied default away, and leaves what is read-only to the server", () => {
        const kept = field("kept", "text", { default_value: "A", read_only_if: when("priority", "high") });
        const emptied = field("emptied", "text", { default_value: "B" });
        const type = form(reason, why, kept, emptied, field("agree", "checkbox"), field("at", "datetime"));
        const values = { ...beginning(type), reason: "broken", why: "left from before", emptied: " ", at: "2026-11-22T10:30" };
        expect(fields_to_send(type, values)).toEqual({
            reason: "broken",
            emptied: null,
            agree: false,
            at: new Date(2026, 10, 22, 10, 30).toISOString(),
        });
    });
    it("begins with defaults and what was typed before", () => {
        const type = form(field("a", "text", { default_value: "x" }), field("b", "text", { default_value: "y" }), field("c", "checkbox"));
        expect(beginning(type, { b: "typed", gone: "z" })).toEqual({ a: "x", b: "typed", c: false });
    });
});

describe("what is only in the console", () => {
    it("knows the status by key and category, and fields that are read-only for everybody", () => {
        const done = field("done", "text", { required_if: when("status", "resolved") });
        const fixed = { ...field("fixed", "text"), read_only: true };
        const rows = (...status: string[]) =>
            new Look({ fields: [done, fixed], priority: "low", status }, {}).rows.map((row) => [row.required, row.read_only]);
        expect(rows("waiting", "open")).toEqual([[false, false], [false, true]]);
        expect(rows("sent_back", "resolved")).toEqual([[true, false], [false, true]]);
    });
    it("takes what the server keeps: nothing is null, and a default that was emptied stays so", () => {
        const type = form(reason, why, field("kept", "text", { default_value: "A" }));
        expect(new Look(type, { reason: null }).shown.map((each) => each.key)).toEqual(["reason", "kept"]);
        expect(fields_to_send(type, beginning(type, { kept: "" }))).toEqual({ kept: null });
    });
});

describe("values", () => {
    it.each<[RuledField["kind"], unknown, unknown]>([
        ["number", " 12.50 ", "12.50"],
        ["money", money(" 8 ", "usd"), money("8", "USD")],
        ["money", money(" "), undefined],
        ["datetime", "2026-11-22T10:30", new Date(2026, 10, 22, 10, 30).toISOString()],
        ["multi_choice", [], undefined],
        ["checkbox", false, false],
    ])("%s is sent as the server wants it", (kind, typed, sent) => expect(value_to_send(field("x", kind), typed)).toEqual(sent));
    it("money is read with its currency", () => {
        expect([money_text(money("12.5")), money_text(money("9", "USD"))]).toEqual(["¥12.5", "9 USD"]);
        expect([is_empty(money("")), is_empty(money("0")), is_empty(null)]).toEqual([true, false, true]);
        expect(problems_in(form(field("sum", "money")), { sum: money("1", "Y") })).toEqual({ sum: "wrong.number" });
    });
    it("an archived option can be read where it was chosen, and chosen no more", () => {
        const options = [option("cn"), option("bj", "cn"), { ...option("sh", "cn"), archived: true }, { ...option("old"), archived: true }];
        const place = field("place", "cascade", { options });
        expect(option_label(place, "bj")).toBe("cn / bj");
        expect(choices(place, undefined).map((each) => each.label)).toEqual(["cn / bj"]);
        expect(choices(place, "old").map((each) => each.key)).toEqual(["bj", "old"]);
    });
});
