// Customers found by phone, mail or name, by page. The search that was asked for last counts.
import { ref } from "vue";
import { api, got, type Customer } from "../api/client";
import { useAction } from "../ui/useAction";

export function useCustomers() {
    const customers = ref<Customer[]>([]);
    const next_cursor = ref<string | null>(null);
    const asked = ref("");
    const { busy, problem, wrong, run } = useAction();

    async function find(q: string, cursor: string | null) {
        const query = { q, ...(cursor ? { cursor } : {}) };
        const page = await got(api.GET("/api/v1/customers", { params: { query } }));
        customers.value = cursor ? [...customers.value, ...page.items] : page.items;
        next_cursor.value = page.next_cursor;
        asked.value = q;
    }

    return {
        customers,
        next_cursor,
        asked,
        busy,
        problem,
        wrong,
        search: (q: string) => run(() => find(q, null)),
        more: () => run(() => find(asked.value, next_cursor.value)),
    };
}
