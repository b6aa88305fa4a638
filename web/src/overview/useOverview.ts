// The numbers of a time, which stands in the address.
import { keepPreviousData, useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { useRoute, useRouter } from "vue-router";
import { api, got, query_text } from "../api/client";
import { query_of, range_from, window_of, type Range } from "./range";

export function useOverview() {
    const route = useRoute();
    const router = useRouter();
    const range = computed(() => range_from(route.query, new Date()));
    const asked = computed(() => window_of(range.value));
    const overview = useQuery({
        queryKey: ["overview", asked],
        queryFn: () => got(api.GET("/api/v1/reports/overview", { params: { query: asked.value } })),
        placeholderData: keepPreviousData,
    });
    const file = (kind: "csv" | "xlsx") => `/api/v1/reports/overview.${kind}?${query_text(asked.value)}`;
    const set = (to: Range) => void router.push({ name: "overview", query: query_of(to) });
    return { range, set, overview, file };
}
