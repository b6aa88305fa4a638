import { describe, expect, it } from "vitest";
import type { FormField } from "../../type/useTypes";
import { added, changed, in_order, moved, steps, taken_away } from "./form_draft";

const field = (key: string, position: number, more: Partial<FormField> = {}): FormField => ({
    id: key, type_id: "1", key, kind: "text", label: key, help: "", options: [], default_value: null, required: false, required_if: null,
    shown_if: null, read_only: false, read_only_if: null, agents_only: false, position, filterable: false, archived: false, ...more,
});
const kept = [field("a", 1), field("above", 5, { type_id: "9" }), field("b", 7), field("old", 2, { archived: true })];
const order = (fields: FormField[]) => in_order(fields).map((each) => each.key).join(" ");
const acts = (draft: FormField[]) => steps(kept, draft).map((each) => `${each.act} ${each.act === "create" ? each.field.key : each.key}`);

describe("a form being built", () => {
    it("has nothing to say while nothing is changed", () => expect(steps(kept, kept)).toEqual([]));

    it("moves its own fields around those it inherits", () => {
        expect(order(kept)).toBe("a above b");
        const up = moved(kept, "1", "b", "a");
        expect(order(up)).toBe("b a above");
        expect(order(moved(up, "1", "a", null))).toBe("b above a");
        expect(moved(kept, "1", "above", "a")).toBe(kept);
        expect(up.find((each) => each.key === "above")!.position).toBe(5);
    });

    it("changes one field by one move where there is room", () => {
        const roomy = [field("a", 10), field("b", 20), field("c", 30)];
        const draft = moved(roomy, "1", "c", "b");
        expect(order(draft)).toBe("a c b");
        expect(steps(roomy, draft)).toHaveLength(1);
        const tight = [field("a", 1), field("b", 2), field("c", 3)];
        expect(order(moved(tight, "1", "c", "b"))).toBe("a c b");
    });

    it("makes new fields after those that their conditions look at", () => {
        let draft = added(kept, "1", "text", "说明", "选项");
        draft = added(draft, "1", "choice", "原因", "选项");
        const [text, choice] = draft.slice(-2) as [FormField, FormField];
        expect([text.key, choice.key, choice.options.length]).toEqual(["text_1", "choice_1", 2]);
        draft = changed(draft, text.id, { shown_if: { all: [{ field: choice.key, is: ["o1"] }], any: [] } });
        expect(acts(draft)).toEqual(["create choice_1", "create text_1"]);
    });

    it("archives last what nothing looks at any more, and forgets what was never kept", () => {
        const draft = taken_away(changed(kept, "b", { label: "B", required: true }), "a");
        expect(acts(draft)).toEqual(["change b", "archive a"]);
        expect(steps(kept, draft)[0]).toMatchObject({ changes: { label: "B", required: true } });
        const made = added(kept, "1", "date", "日期", "选项");
        expect(taken_away(made, made.at(-1)!.id)).toEqual(kept);
    });

    it("restores what was archived", () => expect(acts(changed(kept, "old", { archived: false }))).toEqual(["restore old"]));

    it("ends with a circle, which the server refuses", () => {
        let draft = added(added(kept, "1", "choice", "x", "o"), "1", "choice", "y", "o");
        draft = changed(draft, "new-choice_1", { shown_if: { all: [{ field: "choice_2", is: ["o1"] }], any: [] } });
        draft = changed(draft, "new-choice_2", { shown_if: { all: [{ field: "choice_1", is: ["o1"] }], any: [] } });
        expect(acts(draft)).toHaveLength(2);
    });
});
