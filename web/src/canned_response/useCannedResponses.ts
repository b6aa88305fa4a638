// Texts that are put into a reply: found, among however many, by what is typed after "::".
import { keepPreviousData, useQuery } from "@tanstack/vue-query";
import { computed, type Ref } from "vue";
import { api, got } from "../api/client";
import { may } from "../session/may";
import { useDebounced } from "../ui/useDebounced";

const shown = 8;

/** `typed`: null while none is wanted. */
export function useCannedResponses(typed: Ref<string | null>) {
    const wanted = useDebounced(typed);
    const { data } = useQuery({
        queryKey: ["canned-responses", "found", wanted],
        queryFn: async () => {
            const query = { limit: shown, ...(wanted.value ? { q: wanted.value } : {}) };
            return (await got(api.GET("/api/v1/canned-responses", { params: { query } }))).items;
        },
        staleTime: 60_000,
        placeholderData: keepPreviousData,
        enabled: computed(() => wanted.value !== null && may("tickets.reply")),
    });
    async function filled_in(id: string, ticket_id: string): Promise<string> {
        const params = { path: { id, ticket_id } };
        return (await got(api.GET("/api/v1/canned-responses/{id}/text/{ticket_id}", { params }))).body;
    }
    return { found: computed(() => (typed.value === null ? [] : (data.value ?? []))), filled_in };
}
