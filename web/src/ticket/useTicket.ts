// One ticket with its timeline, and what can be done to it.
import { useQuery } from "@tanstack/vue-query";
import { computed, type Ref } from "vue";
import { api, got, type Schemas, type Ticket } from "../api/client";
import { queries } from "../api/queries";
import { read_timeline, type Ask, type Timeline } from "./timeline";

const page_size = 200;

function timeline_of(id: string): Promise<Timeline> {
    const ask: Ask = (cursor) => {
        const query = { limit: page_size, ...(cursor ? { cursor } : {}) };
        return got(api.GET("/api/v1/tickets/{id}/events", { params: { path: { id }, query } }));
    };
    return read_timeline(ask, queries.getQueryData<Timeline>(["ticket", id, "events"]));
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
    const timeline = useQuery({ queryKey: ["ticket", id, "events"], queryFn: () => timeline_of(id.value) });
    return { ticket: one.data, one, timeline, events: computed(() => (timeline.data.value ?? []).flatMap((page) => page.events)) };
}

export const refresh_ticket = (id: string) => queries.invalidateQueries({ queryKey: ["ticket", id] });
