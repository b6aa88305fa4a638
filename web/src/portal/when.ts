// Moments as people say them.
import { days_between, written } from "../ui/moment";
import type { MessageKey } from "./i18n";

export interface Said {
    key: MessageKey;
    values: { at: string };
}

/** "今天 17:00 前"; of a time that has passed: by when it was meant to be. */
export function promise(promise_at: string, now: Date, language: string): Said {
    const at = new Date(promise_at);
    const days = days_between(now, at);
    const said = (key: MessageKey, with_day: boolean) => ({ key, values: { at: written(at, language, with_day, now, "short") } });
    if (at <= now) return said("promise.late", true);
    if (days === 0) return said("promise.today", false);
    return days === 1 ? said("promise.tomorrow", false) : said("promise.day", true);
}

/** When something was: today by the clock, else with the day. */
export const moment = (when: string, language: string, now = new Date()): string =>
    written(new Date(when), language, days_between(new Date(when), now) !== 0, now, "short");
