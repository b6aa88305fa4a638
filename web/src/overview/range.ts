// The time an overview is about, as it stands in the address, and as the server is asked for it. Days are those of this
// browser; the last one counts whole.
import type { LocationQuery, LocationQueryRaw } from "vue-router";

export const spans = ["today", "7d", "30d", "90d"] as const;
export type SpanName = (typeof spans)[number];
export interface Range {
    /** Empty: by two days. */
    span: SpanName | "";
    /** "2026-11-22", both included. */
    from: string;
    to: string;
}

const days_of: Record<SpanName, number> = { today: 1, "7d": 7, "30d": 30, "90d": 90 };
const first_span: SpanName = "30d";
const pad = (part: number) => String(part).padStart(2, "0");
export const day_text = (at: Date): string => `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;

function day_from(text: unknown): string {
    const words = typeof text === "string" ? text : "";
    return /^\d{4}-\d\d-\d\d$/.test(words) && day_text(new Date(`${words}T00:00`)) === words ? words : "";
}
const moved = (day: string, by: number): Date => {
    const at = new Date(`${day}T00:00`);
    return new Date(at.getFullYear(), at.getMonth(), at.getDate() + by);
};

export function range_of_span(span: SpanName, now: Date): Range {
    const to = day_text(now);
    return { span, from: day_text(moved(to, 1 - days_of[span])), to };
}
export function range_from(query: LocationQuery, now: Date): Range {
    const [from, to] = [day_from(query["from"]), day_from(query["to"])];
    if (from && to) return from <= to ? { span: "", from, to } : { span: "", from: to, to: from };
    const span = spans.find((each) => each === query["span"]) ?? first_span;
    return range_of_span(span, now);
}
export function query_of({ span, from, to }: Range): LocationQueryRaw {
    if (!span) return { from, to };
    return span === first_span ? {} : { span };
}
/** from ≤ t < to */
export const window_of = ({ from, to }: Range): { from: string; to: string } => ({
    from: moved(from, 0).toISOString(),
    to: moved(to, 1).toISOString(),
});

/** Where the tickets behind a number are listed. `more` narrows it further. */
export function tickets_behind(filter: string, more: Record<string, string[]> = {}): { name: string; query: LocationQueryRaw } {
    const query: Record<string, string[]> = {};
    for (const [name, value] of new URLSearchParams(filter)) (query[name] ??= []).push(value);
    return { name: "tickets", query: { view: "all", ...query, ...more } };
}
