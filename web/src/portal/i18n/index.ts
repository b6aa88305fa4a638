import { createI18n, useI18n } from "vue-i18n";
import { read, write } from "../kept";
import { en } from "./en";
import { zh, type MessageKey } from "./zh";

export type { MessageKey } from "./zh";
export type Language = "zh" | "en";

function preferred(): Language {
    const chosen = read("language");
    if (chosen === "zh" || chosen === "en") return chosen;
    return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

export const i18n = createI18n({
    legacy: false,
    locale: preferred(),
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
        text: (key: MessageKey, values: Record<string, string | number> = {}): string => t(key, values),
        language: locale,
        switch_language() {
            locale.value = locale.value === "zh" ? "en" : "zh";
            write("language", locale.value);
            mark(locale.value);
        },
    };
}
export type Texts = ReturnType<typeof useText>;
