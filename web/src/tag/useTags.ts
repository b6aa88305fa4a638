import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got } from "../api/client";

export function useTags() {
    const { data } = useQuery({
        queryKey: ["tags"],
        queryFn: async () => (await got(api.GET("/api/v1/tags"))).items.filter((each) => !each.archived_at),
        staleTime: 300_000,
    });
    return { tags: computed(() => data.value ?? []) };
}
