// What the list shows: read from the address, and written there.
import { computed } from "vue";
import { useRoute, useRouter } from "vue-router";
import { filter_from, query_from, type Filter } from "./filter";

export function useFilter() {
    const route = useRoute();
    const router = useRouter();
    const filter = computed(() => filter_from(route.query));

    /** A step of its own in the history, unless it is one more letter of a search. */
    function set(changes: Partial<Filter>) {
        const query = query_from({ ...filter.value, ...changes });
        const to = { ...(route.name ? { name: route.name } : {}), params: route.params, query };
        void ("q" in changes ? router.replace(to) : router.push(to));
    }
    return { filter, set };
}
