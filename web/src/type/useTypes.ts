// The ticket types, and the form and statuses of one of them.
import { useQuery } from "@tanstack/vue-query";
import { computed, type Ref } from "vue";
import { api, got, type Schemas } from "../api/client";

export type Type = Schemas["Type"];
export type Status = Schemas["Status"];
export type FormField = Schemas["Field"];

const rarely = 300_000;

export function useTypes() {
    const { data } = useQuery({
        queryKey: ["types"],
        queryFn: async () => (await got(api.GET("/api/v1/types"))).items.filter((each) => !each.archived_at),
        staleTime: rarely,
    });
    return { types: computed(() => data.value ?? []) };
}

export function useForm(type_id: Ref<string | undefined>) {
    return useQuery({
        queryKey: ["form", type_id],
        queryFn: async () =>
            (await got(api.GET("/api/v1/types/{id}/form", { params: { path: { id: type_id.value! } } }))).fields
                .filter((field) => !field.archived)
                .sort((a, b) => a.position - b.position),
        enabled: computed(() => Boolean(type_id.value)),
        staleTime: rarely,
    });
}

/** In order; without a type those for all types. */
export function useStatuses(type_id: Ref<string | undefined>) {
    const { data } = useQuery({
        queryKey: ["statuses", type_id],
        queryFn: async () => {
            const query = type_id.value ? { type_id: type_id.value } : {};
            return (await got(api.GET("/api/v1/statuses", { params: { query } }))).items.filter((each) => !each.archived_at);
        },
        staleTime: rarely,
    });
    return { statuses: computed(() => data.value ?? []) };
}
