// The tags that are offered: all that are kept, at most a thousand names.
import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { all_pages } from "../api/all_pages";
import { api, got } from "../api/client";

export function useTags() {
    const { data } = useQuery({
        queryKey: ["tags"],
        queryFn: () => all_pages((query) => got(api.GET("/api/v1/tags", { params: { query } }))),
        staleTime: 300_000,
    });
    return { tags: computed(() => data.value ?? []) };
}
