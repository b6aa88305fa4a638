import { expect, it } from "vitest";
import { field_sentence } from "./sentence";

it.each([
    ["is required", "wrong.required"],
    ["must be a phone number", "wrong.phone"],
    ["give a phone number or a mail address", "wrong.contact"],
    ["must be a number such as 12.5, with at most 20 digits and 10 decimals", "wrong.number"],
    ["must be a day such as 2026-11-21", "wrong.date"],
    ["must be the key of one of its options", "wrong.option"],
    ["is not an unused upload of yours", "wrong.upload"],
    ["something new", "wrong.other"],
])("%s", (message, key) => expect(field_sentence(message)).toBe(key));
