// What a status is called: the six that every installation begins with in the language of the page, as long as nobody
// gave them another name; others as somebody named them.
import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got } from "../api/client";
import { zh, type MessageKey } from "../i18n/zh";

type Word = (key: string, fallback: string) => string;

export function useStatusNames() {
    const { data } = useQuery({
        queryKey: ["statuses", "every"],
        queryFn: async () => (await got(api.GET("/api/v1/statuses", { params: { query: { every: true } } }))).items,
        staleTime: 300_000,
    });
    return computed(() => new Map((data.value ?? []).map((status) => [status.key, status.name])));
}

export function status_name(key: string, names: Map<string, string>, word: Word): string {
    const name = names.get(key);
    const own: string | undefined = zh[`status.${key}` as MessageKey];
    return name === undefined || name === own ? word(`status.${key}`, name ?? key) : name;
}
