// Whether a person can take a ticket himself: who works in its department, or anybody while it has none.
import type { Me, Ticket } from "../api/client";

export const can_take = (ticket: Pick<Ticket, "department">, me: Pick<Me, "departments"> | null | undefined): boolean =>
    !ticket.department || (me?.departments ?? []).some((each) => each.id === ticket.department?.id);
