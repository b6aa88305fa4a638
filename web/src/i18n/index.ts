import { createI18n, useI18n } from "vue-i18n";
import type { AdministrationKey } from "../administration/zh";
import { en } from "./en";
import { zh, type MessageKey as ConsoleKey } from "./zh";

/** Those of the administration come with its pages (administration/words.ts). */
export type MessageKey = ConsoleKey | AdministrationKey;
export type Language = "zh" | "en";
export type Text = (key: MessageKey, values?: Record<string, string>) => string;

const remembered = localStorage.getItem("language");

export const i18n = createI18n({
    legacy: false,
    locale: remembered === "en" ? "en" : "zh",
    flatJson: true,
    messages: { zh: { ...zh }, en: { ...en } },
});

function mark(language: string) {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}
mark(i18n.global.locale.value);

export function useText() {
    const { t, locale } = useI18n();
    return {
        text: ((key, values = {}) => t(key, values)) as Text,
        /** For keys that come from the server, such as a status somebody named himself: the words are the fallback. */
        word: (key: string, fallback: string): string => (key in zh ? t(key) : fallback),
        language: locale,
        switch_language() {
            locale.value = locale.value === "zh" ? "en" : "zh";
            localStorage.setItem("language", locale.value);
            mark(locale.value);
        },
    };
}
