// What a page says when a request did not work.
import { Refusal } from "../api/client";
import type { MessageKey, Texts } from "./i18n";

const by_status: Record<number, MessageKey> = {
    0: "error.network",
    404: "error.not_found",
    409: "error.changed",
    413: "error.too_large",
    415: "error.file_kind",
    422: "error.check_fields",
    503: "error.busy",
};

export function sentence_of(error: unknown, text: Texts["text"]): string {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 429) return text("error.wait", { minutes: Math.max(1, Math.ceil(error.wait_s / 60)) });
    const key = by_status[error.status];
    return key ? text(key) : text("error.unknown", { status: error.status });
}

// The server writes what is wrong with a field in English; who reads Chinese gets the sentence it stands for.
const field_problems: [RegExp, MessageKey][] = [
    [/is required|give at least|must not be empty|at least 1 char/, "wrong.required"],
    [/phone number or a mail/, "wrong.contact"],
    [/phone/, "wrong.phone"],
    [/mail/, "wrong.email"],
    [/number such as|must be such as/, "wrong.number"],
    [/day such as|time such as/, "wrong.date"],
    [/option/, "wrong.option"],
    [/unused upload/, "wrong.upload"],
    [/at most|too long/, "wrong.long"],
];

export function field_sentence(message: string): MessageKey {
    return field_problems.find(([pattern]) => pattern.test(message))?.[1] ?? "wrong.other";
}
