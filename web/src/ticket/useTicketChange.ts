// Changes of a ticket's properties: shown at once, taken back when the server refuses. A change that somebody else made
// meanwhile is shown, never overwritten.
import { ref, type Ref } from "vue";
import { api, got, Refusal, type Ticket, type TicketFields } from "../api/client";
import { queries } from "../api/queries";
import { useText } from "../i18n";
import { sentence_of } from "../ui/sentence";
import { say_problem } from "../ui/toast";
import { refresh_ticket } from "./useTicket";

export type Changes = Partial<TicketFields>;

export interface Conflict {
    wanted: Changes;
    current: Ticket;
    /** The properties that are different now from what was on the screen. */
    differs: (keyof TicketFields)[];
}

const names = ["subject", "description", "type", "priority", "tags", "fields"] as const satisfies (keyof TicketFields)[];
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export const difference = (before: Ticket, current: Ticket): (keyof TicketFields)[] =>
    names.filter((name) => !same(before[name], current[name]));

export function useTicketChange(id: Ref<string>) {
    const { text } = useText();
    const conflict = ref<Conflict | null>(null);
    const wrong = ref<Record<string, string>>({});
    const key = () => ["ticket", id.value, "itself"];

    const show = (ticket: Ticket) => queries.setQueryData(key(), ticket);

    /** One action: done, and everything about the ticket is asked for again. */
    async function act(request: () => Promise<unknown>): Promise<boolean> {
        try {
            await request();
            void queries.invalidateQueries({ queryKey: ["tickets"] });
            void queries.invalidateQueries({ queryKey: ["counts"] });
            return true;
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            say_problem(sentence_of(error, text));
            return false;
        } finally {
            void refresh_ticket(id.value);
        }
    }

    async function send(before: Ticket, changes: Changes, version: number) {
        show({ ...before, ...changes, version });
        try {
            const params = { path: { id: id.value } };
            show(await got(api.PATCH("/api/v1/tickets/{id}", { params, body: { ...changes, version } })));
            void queries.invalidateQueries({ queryKey: ["tickets"] });
            return true;
        } catch (error) {
            show(before);
            if (!(error instanceof Refusal)) throw error;
            refused(error, before, changes);
            return false;
        }
    }

    function refused(error: Refusal, before: Ticket, wanted: Changes) {
        const current = error.status === 409 ? (error.latest as Ticket | null) : null;
        if (!current) {
            wrong.value = error.fields;
            say_problem(sentence_of(error, text));
            return;
        }
        conflict.value = { wanted, current, differs: difference(before, current) };
        show(current);
    }

    async function change(changes: Changes): Promise<boolean> {
        const before = queries.getQueryData<Ticket>(key());
        wrong.value = {};
        if (!before || Object.entries(changes).every(([name, value]) => same(before[name as keyof Ticket], value))) return true;
        const done = await send(before, changes, before.version);
        void queries.invalidateQueries({ queryKey: ["ticket", id.value, "events"] });
        return done;
    }

    /** He has seen what was changed meanwhile, and wants his own change all the same. */
    async function insist() {
        const asked = conflict.value;
        conflict.value = null;
        if (asked) await change(asked.wanted);
    }

    return { conflict, wrong, change, act, insist, give_way: () => (conflict.value = null) };
}
