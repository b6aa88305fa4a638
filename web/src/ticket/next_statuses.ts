// Where a ticket may go from where it is, as far as the console knows; the server decides.
import type { Ticket } from "../api/client";
import type { Status } from "../type/useTypes";

export function next_statuses(statuses: Status[], ticket: Pick<Ticket, "status" | "status_category">): Status[] {
    const from = statuses.find((status) => status.key === ticket.status);
    const moves = from?.moves ?? [];
    return statuses.filter((status) => {
        if (status.key === ticket.status || status.category === "new") return false;
        return moves.length === 0 || moves.some((move) => move.to === status.key);
    });
}

export function needs_comment(statuses: Status[], from: string, to: string): boolean {
    const move = statuses.find((status) => status.key === from)?.moves.find((each) => each.to === to);
    return move?.comment_required === true || statuses.find((status) => status.key === to)?.comment_required === true;
}
