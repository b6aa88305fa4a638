// One customer with what he asked for lately; what was revealed is forgotten when its time is over.
import { onUnmounted, ref } from "vue";
import { api, got, Refusal, type Customer, type Ticket } from "../api/client";
import { useAction } from "../ui/useAction";

export type Revealed = Record<string, unknown>;

export function useCustomer(id: string) {
    const customer = ref<Customer | null>(null);
    const tickets = ref<Ticket[]>([]);
    const suggestions = ref<{ id: string; name: string }[]>([]);
    const revealed = ref<Revealed>({});
    const absent = ref(false);
    const loading = useAction();
    const action = useAction();
    const params = { path: { id } };
    let timer = 0;

    function forget() {
        window.clearTimeout(timer);
        revealed.value = {};
    }

    async function load() {
        try {
            const [loaded, history, others] = await Promise.all([
                got(api.GET("/api/v1/customers/{id}", { params })),
                got(api.GET("/api/v1/customers/{id}/tickets", { params: { ...params, query: { limit: 6 } } })),
                got(api.GET("/api/v1/customers/{id}/suggestions", { params })),
            ]);
            customer.value = loaded;
            tickets.value = history.items;
            suggestions.value = others.items;
        } catch (error) {
            if (!(error instanceof Refusal) || error.status !== 404) throw error;
            absent.value = true;
        }
    }

    async function reveal(fields: string[], reason: string) {
        const answer = await got(api.POST("/api/v1/customers/{id}/reveal", { params, body: { fields, reason } }));
        forget();
        revealed.value = answer.values;
        timer = window.setTimeout(forget, Math.max(0, Date.parse(answer.until) - Date.now()));
    }

    onUnmounted(forget);
    void loading.run(load);

    const act = (request: () => Promise<unknown>) =>
        action.run(async () => {
            await request();
            await load();
        });
    return {
        customer,
        tickets,
        suggestions,
        revealed,
        absent,
        loading,
        action,
        forget,
        reveal: (fields: string[], reason: string) => action.run(() => reveal(fields, reason)),
        merge: (into: string) => act(() => got(api.POST("/api/v1/customers/{id}/merge", { params, body: { into } }))),
        unmerge: () => act(() => got(api.POST("/api/v1/customers/{id}/unmerge", { params }))),
    };
}
