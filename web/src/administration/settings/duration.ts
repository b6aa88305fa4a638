// A length of time as people type it: 30分钟, 4小时, 2天, 1h30m, 90 min. What is kept are seconds.
const units: [RegExp, number][] = [
    [/^(?:天|日|d|days?)$/i, 86_400],
    [/^(?:小时|时|h|hours?|hrs?)$/i, 3_600],
    [/^(?:分钟|分|m|min|mins|minutes?)$/i, 60],
];

const seconds_in = (unit: string): number | undefined => units.find(([pattern]) => pattern.test(unit))?.[1];

/** Undefined when it is not understood. A number alone has no unit, and is not. */
export function seconds_of(typed: string): number | undefined {
    const words = typed.replace(/\s+/g, "");
    const parts = [...words.matchAll(/(\d+(?:\.\d+)?)([^\d.]+)/g)];
    if (!parts.length || parts.map((each) => each[0]).join("") !== words) return undefined;
    let whole = 0;
    for (const [, amount, unit] of parts) {
        const each = seconds_in(unit!);
        if (each === undefined) return undefined;
        whole += Number(amount) * each;
    }
    return Math.round(whole);
}

const written: Record<string, [number, string][]> = {
    zh: [[86_400, "天"], [3_600, "小时"], [60, "分钟"]],
    en: [[86_400, "d"], [3_600, "h"], [60, "m"]],
};

/** As it could be typed; whole minutes. */
export function duration_text(seconds: number, language: string): string {
    let left = Math.round(seconds / 60) * 60;
    const parts: string[] = [];
    for (const [unit, word] of written[language] ?? written["en"]!) {
        const amount = Math.floor(left / unit);
        left -= amount * unit;
        if (amount) parts.push(`${amount}${language === "zh" ? " " : ""}${word}`);
    }
    return parts.join(" ") || (language === "zh" ? "0 分钟" : "0m");
}
