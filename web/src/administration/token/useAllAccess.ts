// Sessions and tokens of everybody. The server tells them person by person, so each is asked for, a few at a time.
import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got, type Session, type Token } from "../../api/client";
import { queries } from "../../api/queries";
import { all_people, type Person } from "../../user/usePeople";

export interface Owned<T> {
    person: Person;
    item: T;
}
export interface Access {
    sessions: Owned<Session>[];
    tokens: Owned<Token>[];
}
const at_once = 6;

async function read(person: Person): Promise<Access> {
    const params = { path: { id: person.id } };
    const [sessions, tokens] = await Promise.all([
        got(api.GET("/api/v1/users/{id}/sessions", { params })),
        got(api.GET("/api/v1/users/{id}/tokens", { params })),
    ]);
    const owned = <T>(items: T[]) => items.map((item) => ({ person, item }));
    return { sessions: owned(sessions.items), tokens: owned(tokens.items) };
}

async function all_access(): Promise<Access> {
    const people = await all_people();
    const found: Access = { sessions: [], tokens: [] };
    for (let from = 0; from < people.length; from += at_once)
        for (const each of await Promise.all(people.slice(from, from + at_once).map(read))) {
            found.sessions.push(...each.sessions);
            found.tokens.push(...each.tokens);
        }
    return found;
}

export function useAllAccess() {
    const { data, error, refetch, isPending } = useQuery({ queryKey: ["all-access"], queryFn: all_access, staleTime: 30_000 });
    const used = (each: Owned<Session | Token>) => each.item.last_used_at ?? each.item.created_at;
    const latest_first = (a: Owned<Session | Token>, b: Owned<Session | Token>) => used(b).localeCompare(used(a));
    return {
        sessions: computed(() => [...(data.value?.sessions ?? [])].sort(latest_first)),
        tokens: computed(() => [...(data.value?.tokens ?? [])].sort(latest_first)),
        error,
        refetch,
        is_loading: isPending,
    };
}

export async function end_session({ person, item }: Owned<Session>) {
    await got(api.DELETE("/api/v1/users/{id}/sessions/{session_id}", { params: { path: { id: person.id, session_id: item.id } } }));
    await queries.invalidateQueries({ queryKey: ["all-access"] });
}
export async function revoke_token({ person, item }: Owned<Token>) {
    await got(api.DELETE("/api/v1/users/{id}/tokens/{token_id}", { params: { path: { id: person.id, token_id: item.id } } }));
    await queries.invalidateQueries({ queryKey: ["all-access"] });
}
