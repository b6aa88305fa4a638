import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got } from "../../api/client";

/** Archived ones too, by path. */
export function useAllTypes() {
    const { data, error, refetch, isPending } = useQuery({
        queryKey: ["types", "all"],
        queryFn: async () => (await got(api.GET("/api/v1/types"))).items,
        staleTime: 60_000,
    });
    return { types: computed(() => data.value ?? []), error, refetch, is_loading: isPending };
}
