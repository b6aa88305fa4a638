// The entries of the log that no ticket has, the newest first, as far as they were asked for.
import { useInfiniteQuery, useQuery } from "@tanstack/vue-query";
import { computed, type Ref } from "vue";
import { api, got } from "../../api/client";
import { useDepartments } from "../../department/useDepartments";
import { may } from "../../session/may";
import { usePeople } from "../../user/usePeople";
import { areas, day_range, is_area, type Kind } from "./areas";

export interface AuditQuestion {
    area: string;
    person: string;
    from: string;
    till: string;
}
const at_once = 50;

export function useAudit(question: Ref<AuditQuestion>) {
    const found = useInfiniteQuery({
        queryKey: ["audit", question],
        queryFn: ({ pageParam }) => {
            const { area, person, from, till } = question.value;
            const kind: Kind[] = is_area(area) ? [...areas[area]] : [];
            const query = { kind, ...(person ? { actor: person } : {}), ...day_range(from, till), limit: at_once, ...(pageParam ? { cursor: pageParam } : {}) };
            return got(api.GET("/api/v1/audit", { params: { query } }));
        },
        initialPageParam: "",
        getNextPageParam: (page) => page.next_cursor ?? undefined,
        staleTime: 0,
    });
    return { ...found, entries: computed(() => found.data.value?.pages.flatMap((page) => page.items) ?? []) };
}

/** Of people, departments, types and, for who may see them, roles, by their ids. */
export function useNames() {
    const { person_names } = usePeople();
    const { department_names } = useDepartments();
    const { data: types } = useQuery({ queryKey: ["types", "all"], queryFn: async () => (await got(api.GET("/api/v1/types"))).items, staleTime: 60_000 });
    const { data: roles } = useQuery({
        queryKey: ["roles"],
        queryFn: async () => (await got(api.GET("/api/v1/roles"))).items,
        enabled: may("users.manage"),
        staleTime: 60_000,
    });
    return computed(
        () =>
            new Map([
                ...person_names.value,
                ...department_names.value,
                ...(types.value ?? []).map((each): [string, string] => [each.id, each.path]),
                ...(roles.value ?? []).map((each): [string, string] => [each.id, each.name]),
            ]),
    );
}
