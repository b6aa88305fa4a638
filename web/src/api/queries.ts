// What was asked of the server and is kept: asked again when the live feed says that it may be different now.
import { QueryCache, QueryClient, type Query } from "@tanstack/vue-query";
import { session_ended } from "../session/useSession";
import { Refusal } from "./client";
import { on_change } from "./live";

const once_more = 2;

export const queries = new QueryClient({
    queryCache: new QueryCache({
        onError: (error) => void (error instanceof Refusal && error.status === 401 && session_ended()),
    }),
    defaultOptions: {
        queries: {
            staleTime: 15_000,
            networkMode: "always",
            refetchOnWindowFocus: false,
            // What was refused stays refused; what never arrived is tried again.
            retry: (failures, error) => failures < once_more && error instanceof Refusal && error.status === 0,
        },
    },
});

const lists = new Set(["tickets", "counts"]);
const lists_after_ms = 400;

/** Everything below ["ticket", id] belongs to that ticket; lists and counts may be touched by any. */
export function follow_live() {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh_lists = () => {
        timer = undefined;
        void queries.invalidateQueries({ predicate: (query: Query) => lists.has(String(query.queryKey[0])) });
    };
    on_change((ticket_id) => {
        if (ticket_id === null) return void queries.invalidateQueries();
        void queries.invalidateQueries({ queryKey: ["ticket", ticket_id] });
        timer ??= setTimeout(refresh_lists, lists_after_ms);
    });
}
