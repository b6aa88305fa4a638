import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got } from "../../api/client";
import { queries } from "../../api/queries";

/** Of all types, archived ones too. */
export function useEveryStatus() {
    const { data, error, refetch, isPending } = useQuery({
        queryKey: ["statuses", "every"],
        queryFn: async () => (await got(api.GET("/api/v1/statuses", { params: { query: { every: true } } }))).items,
        staleTime: 60_000,
    });
    return { statuses: computed(() => data.value ?? []), error, refetch, is_loading: isPending };
}

export const refresh_statuses = () => queries.invalidateQueries({ queryKey: ["statuses"] });
