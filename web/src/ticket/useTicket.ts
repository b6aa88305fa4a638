// One ticket with its timeline, and what can be done to it.
import { useQuery } from "@tanstack/vue-query";
import { computed, type Ref } from "vue";
import { api, got, type Schemas, type Ticket, type TicketEvent } from "../api/client";
import { queries } from "../api/queries";

async function events_of(id: string): Promise<TicketEvent[]> {
    const found: TicketEvent[] = [];
    let cursor: string | null = null;
    do {
        const query: { limit: number; cursor?: string } = { limit: 200, ...(cursor ? { cursor } : {}) };
        const page: Schemas["PageOfEventView"] = await got(
            api.GET("/api/v1/tickets/{id}/events", { params: { path: { id }, query } }),
        );
        found.push(...page.items);
        cursor = page.next_cursor;
    } while (cursor);
    return found;
}

/** What a list knows already, so that there is something to see at once. */
function seen_in_lists(id: string): Ticket | undefined {
    type Pages = { pages: Schemas["PageOfTicketView"][] };
    for (const [, list] of queries.getQueriesData<Pages>({ queryKey: ["tickets"] }))
        for (const page of list?.pages ?? []) {
            const seen = page.items.find((ticket) => ticket.id === id);
            if (seen) return seen;
        }
    return undefined;
}

export function useTicket(id: Ref<string>) {
    const one = useQuery({
        queryKey: ["ticket", id, "itself"],
        queryFn: () => got(api.GET("/api/v1/tickets/{id}", { params: { path: { id: id.value } } })),
        placeholderData: () => seen_in_lists(id.value),
    });
    const timeline = useQuery({ queryKey: ["ticket", id, "events"], queryFn: () => events_of(id.value) });
    return { ticket: one.data, one, timeline, events: computed(() => timeline.data.value ?? []) };
}

export const refresh_ticket = (id: string) => queries.invalidateQueries({ queryKey: ["ticket", id] });
