/** A moment as people write it: today by the hour, else with the date. */
export function moment(at: string, language: string): string {
    const time = new Date(at);
    const today = new Date().toDateString() === time.toDateString();
    const clock = { hour: "2-digit", minute: "2-digit" } as const;
    const format = today ? clock : ({ month: "numeric", day: "numeric", ...clock } as const);
    return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en", format).format(time);
}
