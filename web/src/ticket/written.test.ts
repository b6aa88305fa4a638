import { describe, expect, it } from "vitest";
import { contact_in } from "../customer/contact";
import { clean_html } from "./clean_html";
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

it("foreign HTML runs nothing and fetches nothing", () => {
    const clean = clean_html(`<p onclick="x()">a<script>x()</script><img src=https://t.example/p.gif onerror=x()>
        <a href="javascript:x()">b</a><a href="https://a.example">c</a><style>p{}</style><form><input></form>
        <p style="background:url(https://t.example/)">d</p><iframe src=x></iframe></p>`);
    expect(clean).not.toMatch(/script|onclick|onerror|t\.example|<style|<form|<input|<iframe/);
    expect(clean).toContain('rel="noopener noreferrer nofollow"');
});
