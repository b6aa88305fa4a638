// The keys of an open ticket.
import type { Ref } from "vue";
import { api, got, type Ticket } from "../api/client";
import { useText } from "../i18n";
import { me } from "../session/useSession";
import { useKeys } from "../ui/keyboard";
import { say_done, say_problem } from "../ui/toast";
import { can_take } from "./taking";
import type { useTicketChange } from "./useTicketChange";

interface Place {
    ticket: Ref<Ticket | undefined>;
    change: ReturnType<typeof useTicketChange>;
    composer: Ref<{ write: (visibility: "public" | "internal") => void; undo: () => void; offer: () => void } | null>;
    assign: () => void;
}

const again_ms = 700;

function focus_property(name: string) {
    // What is around a select can be focused too, and understands no keys.
    document.querySelector<HTMLElement>(`[data-property="${name}"] :is(input, select, button)`)?.focus();
}

export function take_ticket(id: string, note: string) {
    const body = { assignee_id: me.value!.user.id, note };
    return got(api.POST("/api/v1/tickets/{id}/assignment", { params: { path: { id } }, body }));
}

export function useTicketKeys({ ticket, change, composer, assign }: Place) {
    const { text } = useText();
    let copies = 0;
    let copied_at = 0;

    /** Once the number, twice with the subject, thrice with the address. */
    function copy() {
        const { number, subject } = ticket.value ?? { number: "", subject: "" };
        copies = Date.now() - copied_at < again_ms ? Math.min(copies + 1, 3) : 1;
        copied_at = Date.now();
        const parts = [number, subject, `${location.origin}/tickets/${number}`].slice(0, copies);
        void navigator.clipboard.writeText(parts.join(" "));
        say_done(text("ticket.copied", { what: parts.join(" ") }));
    }
    function take() {
        const here = ticket.value;
        if (!here) return;
        if (!can_take(here, me.value)) return say_problem(text("ticket.take.elsewhere", { department: here.department?.name ?? "" }));
        void change.act(() => take_ticket(here.id, text("ticket.taken_note")));
    }
    useKeys({
        r: () => composer.value?.write("public"),
        n: () => composer.value?.write("internal"),
        m: () => composer.value?.offer(),
        u: () => composer.value?.undo(),
        a: take,
        A: assign,
        s: () => focus_property("status"),
        p: () => focus_property("priority"),
        t: () => focus_property("tags"),
        ".": copy,
    });
}
