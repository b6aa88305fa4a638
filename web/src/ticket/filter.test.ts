import { describe, expect, it } from "vitest";
import { query_text } from "../api/client";
import type { View } from "../view/useViews";
import { filter_from, is_search, query_from, question_of } from "./filter";

const empty = filter_from({});

describe("the filter in the address", () => {
    it("says nothing that is so anyway", () => expect(query_from(empty)).toEqual({}));

    it("comes back as it was written", () => {
        const filter = { ...empty, view: "mine", status: ["open", "pending"], tag: ["加急"], q: "退款", sort: "due_at" as const };
        expect(filter_from(query_from(filter) as Record<string, string>)).toEqual(filter);
    });

    it("takes one value as a list, and no order that there is not", () => {
        expect(filter_from({ status: "open", sort: "drop table" })).toMatchObject({ status: ["open"], sort: "" });
    });
});

describe("what the server is asked", () => {
    const view = { filter: { status: ["new"], tag: ["vip"], snoozed: null }, sort: "due_at" } as unknown as View;

    it("is what a view says, and before it what was chosen by hand", () => {
        const question = question_of({ ...empty, view: "17", status: ["closed"] }, view);
        expect(question).toMatchObject({ status: ["closed"], tag: ["vip"], sort: "due_at" });
    });

    it("looks everywhere when somebody searches", () => {
        expect(question_of(empty, undefined).status).toContain("open");
        expect(question_of({ ...empty, q: "奶粉" }, undefined)).not.toHaveProperty("status");
    });

    it("asks for the most relevant only of a search", () => {
        expect(question_of({ ...empty, sort: "relevance" }, undefined).sort).toBe("-updated_at");
        expect(question_of({ ...empty, sort: "relevance", q: "奶粉" }, undefined)).toMatchObject({ sort: "relevance", q: "奶粉" });
    });

    it("is no search before there is enough to look for", () => {
        expect(["1", "123", "a", " "].map(is_search)).toEqual([false, false, false, false]);
        expect(["1234", "ab", "奶"].map(is_search)).toEqual([true, true, true]);
    });

    it("repeats values, and names fields of a form by key", () => {
        expect(query_text({ status: ["a", "b"], field: { colour: ["red"] }, q: "", limit: 5 })).toBe("status=a&status=b&field.colour=red&limit=5");
    });
});
