// Who looked at one thing, or what one person looked at; the newest first, as far as it was asked for.
import { useInfiniteQuery } from "@tanstack/vue-query";
import { computed, type Ref } from "vue";
import { api, got, type Schemas } from "../../api/client";

export type Seen = "ticket" | "customer" | "person";
export const kinds: Seen[] = ["ticket", "customer", "person"];
type Page = Schemas["PageOfSightingView"];
const at_once = 50;

function read(kind: Seen, id: string, cursor: string): Promise<Page> {
    const params = { path: { id }, query: { limit: at_once, ...(cursor ? { cursor } : {}) } };
    if (kind === "ticket") return got(api.GET("/api/v1/tickets/{id}/views", { params }));
    if (kind === "customer") return got(api.GET("/api/v1/customers/{id}/views", { params }));
    return got(api.GET("/api/v1/users/{id}/views", { params }));
}

export function useSightings(kind: Ref<Seen>, id: Ref<string>) {
    const found = useInfiniteQuery({
        queryKey: ["sightings", kind, id],
        queryFn: ({ pageParam }) => read(kind.value, id.value, pageParam),
        initialPageParam: "",
        getNextPageParam: (page) => page.next_cursor ?? undefined,
        enabled: computed(() => id.value !== ""),
        staleTime: 0,
    });
    return { ...found, sightings: computed(() => found.data.value?.pages.flatMap((page) => page.items) ?? []) };
}
