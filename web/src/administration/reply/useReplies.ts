import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got, type Schemas } from "../../api/client";
import { queries } from "../../api/queries";
import { all_pages } from "../../api/all_pages";

export type Reply = Schemas["ResponseShown"];

export function useReplies() {
    const { data, error, refetch, isPending } = useQuery({
        queryKey: ["canned-responses", "all"],
        queryFn: () => all_pages((query) => got(api.GET("/api/v1/canned-responses", { params: { query } }))),
        staleTime: 60_000,
    });
    return { replies: computed(() => data.value ?? []), error, refetch, is_loading: isPending };
}

export const refresh_replies = () => queries.invalidateQueries({ queryKey: ["canned-responses"] });
