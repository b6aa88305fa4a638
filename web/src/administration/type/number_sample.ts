const pad = (part: number, digits = 2) => String(part).padStart(digits, "0");

/** What the first number of this day looks like (src/type/number_pattern.h); the server judges the pattern. */
export function number_sample(pattern: string, day: Date): string {
    const year = String(day.getFullYear());
    const dates: Record<string, string> = { yyyy: year, yy: year.slice(2), mm: pad(day.getMonth() + 1), dd: pad(day.getDate()) };
    return pattern.replace(/\{(yyyymmdd|yyyymm|yyyy|yy|mm|dd|seq(?::(\d+))?)\}/g, (_, word: string, digits?: string) =>
        word.startsWith("seq") ? pad(1, Number(digits ?? 3)) : word.replace(/yyyy|yy|mm|dd/g, (each) => dates[each] ?? ""),
    );
}
