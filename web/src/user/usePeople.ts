// The people who work here, with who is there now.
import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got, type Schemas } from "../api/client";
import { on_colleague } from "../api/live";
import { queries } from "../api/queries";

export type Person = Schemas["UserView"];

export async function all_people(): Promise<Person[]> {
    const found: Person[] = [];
    let cursor: string | null = null;
    do {
        const query: { limit: number; cursor?: string } = { limit: 200, ...(cursor ? { cursor } : {}) };
        const page: Schemas["PageOfUserView"] = await got(api.GET("/api/v1/users", { params: { query } }));
        found.push(...page.items);
        cursor = page.next_cursor;
    } while (cursor);
    return found;
}

on_colleague((id, presence) => {
    const now = presence as Person["presence"];
    queries.setQueryData<Person[]>(["people"], (all) => all?.map((each) => (each.id === id ? { ...each, presence: now } : each)));
});

export function usePeople() {
    const { data } = useQuery({ queryKey: ["people"], queryFn: all_people, staleTime: 60_000 });
    const people = computed(() => data.value ?? []);
    const person_names = computed(() => new Map(people.value.map((each) => [each.id, each.name])));
    return { people, person_names };
}
