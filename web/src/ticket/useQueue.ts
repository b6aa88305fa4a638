// One ticket after the other: opens the next one, and passes one over with a reason its timeline keeps.
import { ref } from "vue";
import { useRoute, useRouter } from "vue-router";
import { api, got, type Ticket } from "../api/client";
import { useText } from "../i18n";
import { me } from "../session/useSession";
import { say_done } from "../ui/toast";
import { useAction } from "../ui/useAction";
import { in_turn } from "./queue";
import type { Question } from "./filter";

/** Until the page is loaded anew. */
const passed = ref(new Set<string>());
const to_do = ["new", "open"];
const looked_at = 50;

async function first_of(question: Question): Promise<Ticket[]> {
    const of = (sort: string) => {
        const query = { ...question, status: to_do, snoozed: "false", sort, limit: looked_at };
        return got(api.GET("/api/v1/tickets", { params: { query } }));
    };
    const pages = await Promise.all([of("due_at"), of("priority")]);
    return pages.flatMap((page) => page.items);
}
async function candidates(): Promise<Ticket[]> {
    const department_id = (me.value?.departments ?? []).map((each) => each.id);
    const queue = department_id.length ? first_of({ assignee_id: ["none"], department_id }) : [];
    return (await Promise.all([first_of({ assignee_id: ["me"] }), queue])).flat();
}

export function useQueue() {
    const { text } = useText();
    const router = useRouter();
    const route = useRoute();
    const { busy, problem, run } = useAction();

    async function open_next() {
        const here = String(route.params["id"] ?? "");
        const ticket = in_turn(await candidates(), new Set([...passed.value, here]), Date.now())[0];
        const { next: _, ...query } = route.query;
        if (ticket) return router.push({ name: "ticket", params: { id: ticket.id }, query: { ...query, next: ticket.id } });
        say_done(text("next.none"));
        return router.push({ name: "tickets", query });
    }
    const next = () => run(open_next);
    const pass = ({ id }: Ticket, reason: string) =>
        run(async () => {
            const body = { visibility: "internal" as const, body: text("next.passed", { reason }) };
            await got(api.POST("/api/v1/tickets/{id}/messages", { params: { path: { id } }, body }));
            passed.value.add(id);
            await open_next();
        });
    function end() {
        const { next: _, ...query } = route.query;
        void router.replace({ ...(route.name ? { name: route.name } : {}), params: route.params, query });
    }
    return { busy, problem, next, pass, end };
}
