// What went wrong with a request, as a sentence.
import { Refusal } from "../api/client";
import type { Text } from "../i18n";

function wait_text(seconds: number, text: Text): string {
    if (seconds < 60) return text("error.wait_seconds", { seconds: String(seconds) });
    return text("error.wait_minutes", { minutes: String(Math.ceil(seconds / 60)) });
}

export function sentence_of(error: unknown, text: Text): string {
    if (!(error instanceof Refusal)) return text("error.page");
    if (error.status === 0) return text("error.network");
    if (error.status === 429) return wait_text(error.wait_s, text);
    const details = Object.values(error.fields);
    return details.length === 1 ? details[0]! : error.message || text("error.unknown", { status: String(error.status) });
}
