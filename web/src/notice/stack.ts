// The notices that stand on the page: a few at once, one for each ticket, the rest counted. Pure.
import type { Notice } from "../api/live";
import type { notice_zh } from "./words";

type NoticeKey = keyof typeof notice_zh;
const kinds = ["assigned", "returned", "mentioned", "answered", "reminder", "transferred"] as const;

export interface Toast extends Notice {
    ends_at: number;
}
export interface Stack {
    toasts: Toast[];
    /** Those for which there was no place. */
    more: number;
}

export const most_at_once = 3;
export const shown_ms = 8_000;
export const no_toasts: Stack = { toasts: [], more: 0 };

/** The sentence of a notice; a kind that is not known here has a general one. */
export function sentence_key({ kind, by }: Pick<Notice, "kind" | "by">): NoticeKey {
    const known = kinds.find((each) => each === kind);
    if (!known) return "notice.other";
    return by ? `notice.${known}.by` : `notice.${known}`;
}

/** The same act may be told again after the connection was lost. */
export const key_of = ({ seq, kind }: Notice): string => `${seq} ${kind}`;

/** Whether it is about the ticket at this address of the page, which has the id or the number. */
export const is_about = (notice: Notice, open: string | undefined): boolean => open === notice.ticket_id || open === notice.number;

/** The newest three. While somebody holds them, none goes away under his hand: what comes then is only counted. */
export function with_notice({ toasts, more }: Stack, notice: Notice, now: number, is_held: boolean): Stack {
    const made = { ...notice, ends_at: now + shown_ms };
    if (toasts.some((each) => each.ticket_id === notice.ticket_id))
        return { toasts: toasts.map((each) => (each.ticket_id === notice.ticket_id ? made : each)), more };
    if (toasts.length < most_at_once) return { toasts: [...toasts, made], more };
    return { toasts: is_held ? toasts : [...toasts.slice(1), made], more: more + 1 };
}

const kept = (stack: Stack, stays: (toast: Toast) => boolean): Stack => {
    const toasts = stack.toasts.filter(stays);
    return toasts.length ? { toasts, more: stack.more } : no_toasts;
};
export const without = (stack: Stack, ticket_id: string): Stack => kept(stack, (each) => each.ticket_id !== ticket_id);
export const after_time = (stack: Stack, now: number): Stack => kept(stack, (each) => each.ends_at > now);

/** Their time begins again, as when a hand leaves them. */
export const from_now = ({ toasts, more }: Stack, now: number): Stack => ({
    toasts: toasts.map((each) => ({ ...each, ends_at: now + shown_ms })),
    more,
});

/** In how long the first of them ends. */
export const next_end_ms = ({ toasts }: Stack, now: number): number => Math.max(0, Math.min(...toasts.map((each) => each.ends_at)) - now);
