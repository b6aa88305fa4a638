// One ticket with its timeline, and what can be done to it. Loaded again when something happens to it.
import { onUnmounted, ref } from "vue";
import { api, got, Refusal, type Ticket, type TicketEvent, type TicketFields } from "../api/client";
import { on_change } from "../api/live";
import { useText } from "../i18n";
import { useAction } from "../ui/useAction";

export type Visibility = "public" | "internal";

export function useTicket(id: string) {
    const { text } = useText();
    const ticket = ref<Ticket | null>(null);
    const events = ref<TicketEvent[]>([]);
    const action = useAction();
    const reload = useAction();
    const params = { path: { id } };
    let stale = false;

    async function all_events(): Promise<TicketEvent[]> {
        const found: TicketEvent[] = [];
        let cursor: string | null = null;
        do {
            const query = { limit: 200, ...(cursor ? { cursor } : {}) };
            const page: { items: TicketEvent[]; next_cursor: string | null } = await got(
                api.GET("/api/v1/tickets/{id}/events", { params: { ...params, query } }),
            );
            found.push(...page.items);
            cursor = page.next_cursor;
        } while (cursor);
        return found;
    }

    async function load() {
        do {
            stale = false;
            const [loaded, timeline] = await Promise.all([got(api.GET("/api/v1/tickets/{id}", { params })), all_events()]);
            ticket.value = loaded;
            events.value = timeline;
        } while (stale);
    }

    onUnmounted(
        on_change((changed) => {
            if (changed !== null && changed !== id) return;
            stale = true;
            void reload.run(load);
        }),
    );
    void reload.run(load);

    /** Every action ends with what the server now says. */
    const act = (request: () => Promise<unknown>) =>
        action.run(async () => {
            await request();
            await load();
        });

    async function save(changes: Partial<TicketFields>) {
        const body = { ...changes, version: ticket.value?.version ?? 0 };
        try {
            await got(api.PATCH("/api/v1/tickets/{id}", { params, body }));
        } catch (error) {
            if (!(error instanceof Refusal) || error.status !== 409) throw error;
            await load();
            throw new Refusal(409, { detail: text("ticket.saved_by_other") });
        }
    }

    return {
        ticket,
        events,
        action,
        loading_problem: reload.problem,
        save: (changes: Partial<TicketFields>) => act(() => save(changes)),
        say: (body: string, visibility: Visibility) =>
            act(() => got(api.POST("/api/v1/tickets/{id}/messages", { params, body: { body, visibility } }))),
        set_status: (status: string) => act(() => got(api.POST("/api/v1/tickets/{id}/status", { params, body: { status } }))),
        take: (assignee_id: string) =>
            act(() =>
                got(
                    api.POST("/api/v1/tickets/{id}/assignment", {
                        params,
                        body: { assignee_id, note: text("ticket.taken_note") },
                    }),
                ),
            ),
    };
}
