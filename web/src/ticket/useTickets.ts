// A list of tickets that stays right: filtered, paged by cursor, loaded again when something happens.
import { onUnmounted, ref, watch, type Ref } from "vue";
import { api, got, type Ticket } from "../api/client";
import { on_change } from "../api/live";
import { useAction } from "../ui/useAction";

export type Filter = "unfinished" | "mine" | "all";

const unfinished = ["new", "open", "pending", "on_hold"];
const pause_ms = 250;

export function useTickets(filter: Ref<Filter>) {
    const tickets = ref<Ticket[]>([]);
    const next_cursor = ref<string | null>(null);
    const { busy, problem, run } = useAction();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let latest = 0;

    function query(cursor: string | null) {
        return {
            sort: "-updated_at",
            ...(filter.value === "all" ? {} : { status: unfinished }),
            ...(filter.value === "mine" ? { assignee_id: ["me"] } : {}),
            ...(cursor ? { cursor } : {}),
        };
    }

    /** An answer that was overtaken by a later question is dropped. */
    async function load(cursor: string | null) {
        const asked = ++latest;
        const page = await got(api.GET("/api/v1/tickets", { params: { query: query(cursor) } }));
        if (asked !== latest) return;
        tickets.value = cursor ? [...tickets.value, ...page.items] : page.items;
        next_cursor.value = page.next_cursor;
    }

    function soon() {
        clearTimeout(timer);
        timer = setTimeout(() => (busy.value ? soon() : void run(() => load(null))), pause_ms);
    }

    const stop = on_change(soon);
    onUnmounted(() => {
        stop();
        clearTimeout(timer);
    });
    watch(filter, soon);
    void run(() => load(null));
    return { tickets, next_cursor, problem, more: () => run(() => load(next_cursor.value)) };
}
