// Which due time a ticket shows: the next one only, with a colour only where it means something.
import type { Schemas, Ticket } from "../api/client";
import { span } from "../ui/time";

export type Clock = Schemas["SlaClock"];
export type Tone = "calm" | "soon" | "late";
export interface Due {
    metric: Clock["metric"];
    due_at: string;
    tone: Tone;
    /** "2h05", or "+1h20" after the time. */
    text: string;
}

const soon_share = 0.25;

const is_running = (clock: Clock) => clock.state === "running" || clock.state === "warned" || clock.state === "breached";

/** A clock that was stopped late says "breached" for ever; whether it still runs is told by what was done. */
function is_open(clock: Clock, ticket: Pick<Ticket, "first_responded_at" | "resolved_at">): boolean {
    if (!is_running(clock)) return false;
    if (clock.metric === "first_response") return ticket.first_responded_at === null;
    return clock.metric !== "resolution" || ticket.resolved_at === null;
}

type Timed = Pick<Ticket, "sla" | "created_at" | "first_responded_at" | "resolved_at">;

export function open_clocks(ticket: Timed): Clock[] {
    return ticket.sla.filter((clock) => is_open(clock, ticket)).sort((a, b) => a.due_at.localeCompare(b.due_at));
}

export function due_of(clock: Clock, created_at: string, now: number): Due {
    const due = Date.parse(clock.due_at);
    const left_s = (due - now) / 1000;
    const whole_s = (due - Date.parse(created_at)) / 1000;
    const tone = left_s < 0 ? "late" : left_s < whole_s * soon_share ? "soon" : "calm";
    return { metric: clock.metric, due_at: clock.due_at, tone, text: left_s < 0 ? `+${span(-left_s)}` : span(left_s) };
}

/** null: nothing is due. */
export function next_due(ticket: Timed, now: number): Due | null {
    const clock = open_clocks(ticket).sort((a, b) => Date.parse(a.due_at) - Date.parse(b.due_at))[0];
    return clock ? due_of(clock, ticket.created_at, now) : null;
}
