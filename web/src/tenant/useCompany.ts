// The company that works here, as its customers know it.
import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got } from "../api/client";

export const company_key = ["settings-company"];

export function useCompany() {
    const asked = useQuery({ queryKey: company_key, queryFn: () => got(api.GET("/api/v1/settings/company")), staleTime: 300_000 });
    return { ...asked, company: computed(() => asked.data.value) };
}
