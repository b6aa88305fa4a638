import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got, type Schemas } from "../../api/client";
import { queries } from "../../api/queries";
import { all_pages } from "../../api/all_pages";

export type KeptTag = Schemas["KeptTag"];

/** Archived ones too, by name. */
export function useKeptTags() {
    const { data, error, refetch, isPending } = useQuery({
        queryKey: ["tags", "kept"],
        queryFn: () => all_pages((query) => got(api.GET("/api/v1/tags", { params: { query: { ...query, archived: true } } }))),
        staleTime: 60_000,
    });
    return { tags: computed(() => data.value ?? []), error, refetch, is_loading: isPending };
}

export const refresh_tags = () => queries.invalidateQueries({ queryKey: ["tags"] });
