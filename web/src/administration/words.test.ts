import { expect, it } from "vitest";
import { i18n } from "../i18n";
import { en } from "./en";
import "./words";
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

it("finds every word, also those whose key continues another", () => {
    for (const [language, words] of [["zh", zh], ["en", en]] as const) {
        i18n.global.locale.value = language;
        for (const key of keys) if (!words[key].includes("{")) expect(i18n.global.t(key), key).toBe(words[key]);
    }
});
