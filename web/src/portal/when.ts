// Moments as people say them.
import type { MessageKey } from "./i18n";

export interface Said {
    key: MessageKey;
    values: { at: string };
}

const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const day = { month: "short", day: "numeric" } as const;

function days_between(from: Date, till: Date): number {
    const midnight = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
    return Math.round((midnight(till) - midnight(from)) / 86_400_000);
}

function written(at: Date, language: string, with_day: boolean, with_year = false): string {
    const year = with_year ? ({ year: "numeric" } as const) : {};
    const format = with_day ? { ...year, ...day, ...clock } : clock;
    return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en", format).format(at);
}

/** "今天 17:00 前"; of a time that has passed: by when it was meant to be. */
export function promise(promise_at: string, now: Date, language: string): Said {
    const at = new Date(promise_at);
    const days = days_between(now, at);
    const far = at.getFullYear() !== now.getFullYear();
    const said = (key: MessageKey, with_day: boolean) => ({ key, values: { at: written(at, language, with_day, far) } });
    if (at <= now) return said("promise.late", true);
    if (days === 0) return said("promise.today", false);
    return days === 1 ? said("promise.tomorrow", false) : said("promise.day", true);
}

/** When something was: today by the clock, else with the day. */
export function moment(when: string, language: string, now = new Date()): string {
    const at = new Date(when);
    return written(at, language, days_between(at, now) !== 0, at.getFullYear() !== now.getFullYear());
}
