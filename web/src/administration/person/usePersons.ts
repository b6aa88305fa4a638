// The people with their departments, roles and skills: for who manages them. The list of the server has only names, so
// each is asked for, a few at a time.
import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got, type Schemas } from "../../api/client";
import { queries } from "../../api/queries";
import { may } from "../../session/may";
import { all_people } from "../../user/usePeople";

export type PersonView = Schemas["PersonView"];
const at_once = 6;

const read = (id: string) => got(api.GET("/api/v1/users/{id}", { params: { path: { id } } }));

async function all_persons(): Promise<PersonView[]> {
    const ids = (await all_people()).map((each) => each.id);
    const found: PersonView[] = [];
    for (let from = 0; from < ids.length; from += at_once)
        found.push(...(await Promise.all(ids.slice(from, from + at_once).map(read))));
    return found;
}

export function usePersons() {
    const { data, error, refetch, isPending } = useQuery({
        queryKey: ["persons"],
        queryFn: all_persons,
        enabled: may("users.manage"),
        staleTime: 300_000,
    });
    return { persons: computed(() => data.value ?? []), error, refetch, is_loading: isPending };
}

/** One was changed or is new: the lists know at once. */
export function keep_person(now: PersonView) {
    queries.setQueryData<PersonView[]>(["persons"], (all) => {
        if (!all) return all;
        return all.some((each) => each.id === now.id) ? all.map((each) => (each.id === now.id ? now : each)) : [...all, now];
    });
    void queries.invalidateQueries({ queryKey: ["people"] });
}

export async function change_person(person: PersonView, changes: Schemas["UserFieldsPatch"]) {
    const params = { path: { id: person.id } };
    keep_person(await got(api.PATCH("/api/v1/users/{id}", { params, body: { ...changes, version: person.version } })));
}

export const refresh_people = () =>
    Promise.all(["persons", "people"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
