import { expect, it } from "vitest";
import { en } from "./en";
import { zh } from "./zh";

const keys = Object.keys(zh) as (keyof typeof zh)[];

it("fills in the same values in both languages", () => {
    const values = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();
    for (const key of keys) expect(values(en[key]), key).toEqual(values(zh[key]));
});

it("has no key below another that means a method of strings to the look-up", () => {
    const parent = (key: string) => key.slice(0, key.lastIndexOf("."));
    const last = (key: string) => key.slice(key.lastIndexOf(".") + 1);
    expect(keys.filter((key) => parent(key) in zh && last(key) in String.prototype)).toEqual([]);
});
