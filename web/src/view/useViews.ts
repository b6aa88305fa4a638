// The lists somebody keeps, and the four everybody has, with how many tickets each holds.
import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { api, got, type Schemas } from "../api/client";

export type View = Schemas["ViewShown"];
export interface Count {
    count: number;
    is_more: boolean;
}

export const unfinished = ["new", "open", "pending", "on_hold"];
export const own_lists = ["unfinished", "mine", "unassigned", "all"] as const;
export type OwnList = (typeof own_lists)[number];

export const is_own_list = (view: string): view is OwnList => (own_lists as readonly string[]).includes(view);
export const count_text = ({ count, is_more }: Count): string => (is_more ? `${count}+` : String(count));

const counted_up_to = 100;

// The server counts kept views only; of these two a page is enough.
async function count_of(assignee: "me" | "none"): Promise<Count> {
    const query = { status: unfinished, assignee_id: [assignee], limit: counted_up_to, snoozed: "false" };
    const page = await got(api.GET("/api/v1/tickets", { params: { query } }));
    return page.next_cursor ? { count: counted_up_to - 1, is_more: true } : { count: page.items.length, is_more: false };
}

export function useViews() {
    const { data } = useQuery({
        queryKey: ["views"],
        queryFn: async () => (await got(api.GET("/api/v1/views"))).items,
        staleTime: 60_000,
    });
    const views = computed(() => data.value ?? []);
    return { views, find: (id: string) => views.value.find((view) => view.id === id) };
}

/** By view; kept views by id. */
export function useCounts() {
    const { data: kept } = useQuery({
        queryKey: ["counts", "views"],
        queryFn: async () => (await got(api.GET("/api/v1/views/counts"))).items,
    });
    const { data: mine } = useQuery({ queryKey: ["counts", "mine"], queryFn: () => count_of("me") });
    const { data: unassigned } = useQuery({ queryKey: ["counts", "unassigned"], queryFn: () => count_of("none") });
    return computed(() => {
        const counts = new Map<string, Count>((kept.value ?? []).map((each) => [each.id, each]));
        if (mine.value) counts.set("mine", mine.value);
        if (unassigned.value) counts.set("unassigned", unassigned.value);
        return counts;
    });
}
