// A moment in the language of the page.
const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

export const locale = (language: string): string => (language === "zh" ? "zh-CN" : "en");

// Making one takes the browser a millisecond, and a list that scrolls wants a hundred a second.
const made = new Map<string, Intl.DateTimeFormat>();

/** The same one for the same wish. */
export function formatter(language: string, format: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = language + JSON.stringify(format);
    const known = made.get(key) ?? new Intl.DateTimeFormat(locale(language), format);
    made.set(key, known);
    return known;
}

export function days_between(from: Date, till: Date): number {
    const midnight = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
    return Math.round((midnight(till) - midnight(from)) / 86_400_000);
}

/** By the clock; with its day, and with its year when that is not this one. */
export function written(at: Date, language: string, with_day: boolean, now: Date, month: "numeric" | "short"): string {
    const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
    const format = with_day ? ({ ...year, month, day: "numeric", ...clock } as const) : clock;
    return formatter(language, format).format(at);
}

/** As people write it: today by the hour, else with the date. */
export const moment = (at: string, language: string, now = new Date()): string =>
    written(new Date(at), language, days_between(new Date(at), now) !== 0, now, "numeric");
