// Where a ticket is, for its customer.
import type { MessageKey } from "../i18n";
import type { PortalTicket, Step } from "../types";

// The server's own words for a status without a title of its own; who reads English gets them in English.
const own_titles: Record<string, MessageKey> = {
    已提交: "status.new",
    处理中: "status.open",
    待您补充: "status.pending",
    等待安排: "status.on_hold",
    "已解决，请您确认": "status.resolved",
    已完成: "status.closed",
};

export const title_key = (title: string): MessageKey | undefined => own_titles[title];

/** The step it is at; the last one when it is over. */
export function step_now(ticket: Pick<PortalTicket, "progress">): Step | undefined {
    return ticket.progress.find((step) => step.state === "current") ?? ticket.progress.at(-1);
}

export function is_over(ticket: Pick<PortalTicket, "progress">): boolean {
    return ticket.progress.length > 0 && ticket.progress.every((step) => step.state === "done");
}
