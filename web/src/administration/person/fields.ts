// Small readings of what a person's form holds.
const pad = (part: number) => String(part).padStart(2, "0");

/** A moment as the day that an input of type date shows. */
export function day_of(at: string | null): string {
    if (!at) return "";
    const time = new Date(at);
    return `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
}

/** Until the day is over where the person sits. */
export const end_of_day = (day: string): string | null => (day ? new Date(`${day}T23:59:59`).toISOString() : null);

/** What is wrong with a list or anything in it. */
export function first_wrong(wrong: Record<string, string>, list: string): string | undefined {
    const key = Object.keys(wrong).find((each) => each === list || each.startsWith(`${list}[`) || each.startsWith(`${list}.`));
    return key === undefined ? undefined : wrong[key];
}
