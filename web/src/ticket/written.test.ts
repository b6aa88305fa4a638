import { describe, expect, it } from "vitest";
import { contact_in } from "../customer/contact";
import { insertion_at } from "./insertion";

describe("what is typed to insert something", () => {
    it.each([
        ["您好 @王", "@", "王"],
        ["@", "@", ""],
        ["::hs", "::", "hs"],
        ["请看。@li", "@", "li"],
    ])("%s", (body, sign, words) => expect(insertion_at(body, body.length)).toMatchObject({ sign, words }));
    it.each(["a@b", "mail me@example", "std::string", "@王 您", "no"])("%s is none", (body) => expect(insertion_at(body, body.length)).toBeNull());
});

it("a customer in one line", () => {
    expect(contact_in("张三 13800138000")).toEqual({ name: "张三", phone: "13800138000" });
    expect(contact_in("Anna Schmidt anna@example.com")).toEqual({ name: "Anna Schmidt", email: "anna@example.com" });
});
