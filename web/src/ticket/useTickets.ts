// A list of tickets that stays right: filtered, paged by cursor, asked for again when something happens. The rows before
// stay while others are on their way.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/vue-query";
import { computed, type Ref } from "vue";
import { api, got } from "../api/client";
import { useViews } from "../view/useViews";
import { question_of, type Filter } from "./filter";

const first_page = 60;

export function useTickets(filter: Ref<Filter>) {
    const { find } = useViews();
    const question = computed(() => question_of(filter.value, find(filter.value.view)));
    const list = useInfiniteQuery({
        queryKey: ["tickets", question],
        initialPageParam: "",
        queryFn: ({ pageParam: cursor, signal }) => {
            const query = { ...question.value, limit: first_page, ...(cursor ? { cursor } : {}) };
            return got(api.GET("/api/v1/tickets", { params: { query }, signal }));
        },
        getNextPageParam: (page) => page.next_cursor ?? undefined,
        placeholderData: keepPreviousData,
    });
    const tickets = computed(() => list.data.value?.pages.flatMap((page) => page.items) ?? []);
    function more() {
        if (list.hasNextPage.value && !list.isFetchingNextPage.value) void list.fetchNextPage();
    }
    return { tickets, more, list };
}
