// Texts that are put into a reply: found by what is typed after "::".
import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got } from "../api/client";
import { may } from "../session/may";

const shown = 8;

export function useCannedResponses() {
    const { data } = useQuery({
        queryKey: ["canned-responses"],
        queryFn: async () => (await got(api.GET("/api/v1/canned-responses"))).items,
        staleTime: 300_000,
        enabled: computed(() => may("tickets.reply")),
    });
    function find(words: string) {
        const wanted = words.toLowerCase();
        return (data.value ?? [])
            .filter((each) => `${each.shortcut} ${each.title} ${each.category}`.toLowerCase().includes(wanted))
            .slice(0, shown);
    }
    async function filled_in(id: string, ticket_id: string): Promise<string> {
        const params = { path: { id, ticket_id } };
        return (await got(api.GET("/api/v1/canned-responses/{id}/text/{ticket_id}", { params }))).body;
    }
    return { find, filled_in };
}
