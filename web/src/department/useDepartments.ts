import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got, type Schemas } from "../api/client";

export type Department = Schemas["Department"];

export function useDepartments() {
    const { data } = useQuery({
        queryKey: ["departments"],
        queryFn: async () => (await got(api.GET("/api/v1/departments"))).items.filter((each) => !each.archived_at),
        staleTime: 300_000,
    });
    const departments = computed(() => data.value ?? []);
    const department_names = computed(() => new Map(departments.value.map((each) => [each.id, each.name])));
    return { departments, department_names };
}
