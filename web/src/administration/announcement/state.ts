// Where an announcement is in its life, and its moments as an input shows them.
import type { Announcement } from "./useAnnouncements";

export type State = "current" | "planned" | "over";

export function state_of({ starts_at, ends_at }: Pick<Announcement, "starts_at" | "ends_at">, now: Date): State {
    if (ends_at && new Date(ends_at) <= now) return "over";
    return starts_at && new Date(starts_at) > now ? "planned" : "current";
}

const pad = (part: number) => String(part).padStart(2, "0");

/** As an input of type datetime-local has it, where the person sits. */
export function local_minute(at: string | null): string {
    if (!at) return "";
    const time = new Date(at);
    return `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}T${pad(time.getHours())}:${pad(time.getMinutes())}`;
}
export const moment_of = (typed: string): string | null => (typed ? new Date(typed).toISOString() : null);
