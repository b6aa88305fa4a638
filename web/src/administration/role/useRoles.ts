import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got, type Schemas } from "../../api/client";

export type Role = Schemas["RoleView"];

export function useRoles() {
    const { data, error, refetch, isPending } = useQuery({
        queryKey: ["roles"],
        queryFn: async () => (await got(api.GET("/api/v1/roles"))).items,
        staleTime: 60_000,
    });
    return { roles: computed(() => data.value ?? []), error, refetch, is_loading: isPending };
}
