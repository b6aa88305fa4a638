import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got, type Schemas } from "../../api/client";
import { queries } from "../../api/queries";

export type Template = Schemas["TicketTemplateView"];

export function useTemplates(type_id: string) {
    const { data, error, refetch, isPending } = useQuery({
        queryKey: ["templates", type_id],
        queryFn: async () => (await got(api.GET("/api/v1/types/{id}/templates", { params: { path: { id: type_id } } }))).items,
        staleTime: 60_000,
    });
    return { templates: computed(() => data.value ?? []), error, refetch, is_loading: isPending };
}

export const refresh_templates = () => queries.invalidateQueries({ queryKey: ["templates"] });
