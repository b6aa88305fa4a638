// One ticket with its timeline, and what can be done to it.
import { skipToken, useQuery } from "@tanstack/vue-query";
import { computed, type Ref } from "vue";
import { api, got, type Schemas, type Ticket, type TicketEvent } from "../api/client";
import { queries } from "../api/queries";
import { read_from_end, read_timeline, type Ask, type Timeline } from "./timeline";

const page_size = 200;
const newest_at_first = 60;
const end_key = (id: string) => ["ticket", id, "end"];

function timeline_of(id: string): Promise<Timeline> {
    const read = (query: { limit: number; cursor?: string; order?: "newest_first" }) => got(api.GET("/api/v1/tickets/{id}/events", { params: { path: { id }, query } }));
    const ask: Ask = (cursor) => read({ limit: page_size, ...(cursor ? { cursor } : {}) });
    const before = queries.getQueryData<Timeline>(["ticket", id, "events"]);
    if (before) return read_timeline(ask, before);
    const ask_newest = () => read({ limit: newest_at_first, order: "newest_first" });
    return read_from_end(ask_newest, ask, (newest) => queries.setQueryData<TicketEvent[]>(end_key(id), newest));
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
    const end = useQuery<TicketEvent[]>({ queryKey: computed(() => end_key(id.value)), queryFn: skipToken });
    const events = computed(() => timeline.data.value?.flatMap((page) => page.events) ?? end.data.value ?? []);
    return { ticket: one.data, one, timeline, events };
}

export const refresh_ticket = (id: string) => queries.invalidateQueries({ queryKey: ["ticket", id] });
