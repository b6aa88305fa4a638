// One ticket as its customer sees it: asked for again while the page is looked at, and acted on.
import { onScopeDispose, ref, shallowRef } from "vue";
import { api } from "../../api/client";
import type { components } from "../../api/types.gen";
import { random_word } from "../kept";
import { answer_of, bearer, Refused, within, type Answered } from "../request";
import type { PortalTicket } from "../types";

type Schemas = components["schemas"];
interface Bodies {
    messages: Schemas["PortalNewMessage"];
    confirmation: Schemas["Confirmation"];
    rating: Schemas["RatingInput"];
    nudge: Schemas["Nudge"];
    reopen: Schemas["Reopening"];
}
export type Deed = keyof Bodies;

interface Options {
    params: { path: { number: string } };
    headers: Record<string, string>;
    signal: AbortSignal;
}
const deeds: { [D in Deed]: (body: Bodies[D], options: Options) => Promise<Answered<PortalTicket>> } = {
    messages: (body, options) => answer_of(api.POST("/api/v1/portal/tickets/{number}/messages", { ...options, body })),
    confirmation: (body, options) =>
        answer_of(api.POST("/api/v1/portal/tickets/{number}/confirmation", { ...options, body })),
    rating: (body, options) => answer_of(api.POST("/api/v1/portal/tickets/{number}/rating", { ...options, body })),
    nudge: (body, options) => answer_of(api.POST("/api/v1/portal/tickets/{number}/nudge", { ...options, body })),
    reopen: (body, options) => answer_of(api.POST("/api/v1/portal/tickets/{number}/reopen", { ...options, body })),
};

const soonest_ms = 8_000;
const latest_ms = 60_000;

function ask_for(number: string, token: string) {
    const options = { params: { path: { number } }, headers: bearer(token), signal: within() };
    return answer_of(api.GET("/api/v1/portal/tickets/{number}", options));
}
export { ask_for as ticket_with };

export function useTicket(number: string, token: string) {
    const ticket = shallowRef<PortalTicket>();
    const failure = shallowRef<Refused>();
    const busy = ref(false);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wait_ms = soonest_ms;
    let is_over = false;
    // What was tried last and may have arrived: tried again under the same key.
    let unsure: { what: string; key: string } | undefined;

    function show(found: PortalTicket) {
        const is_new = JSON.stringify(found) !== JSON.stringify(ticket.value);
        if (is_new) ticket.value = found;
        wait_ms = is_new ? soonest_ms : Math.min(wait_ms * 1.5, latest_ms);
        failure.value = undefined;
    }
    function plan() {
        clearTimeout(timer);
        if (!is_over && !failure.value?.is_final) timer = setTimeout(refresh, wait_ms);
    }

    async function load(): Promise<void> {
        try {
            show((await ask_for(number, token)).data);
        } catch (error) {
            if (!(error instanceof Refused)) throw error;
            failure.value = error;
            wait_ms = Math.max(error.wait_s * 1000, Math.min(wait_ms * 1.5, latest_ms));
        }
        plan();
    }
    function refresh() {
        if (document.visibilityState === "visible" && !busy.value) void load();
        else plan();
    }
    function look_again() {
        wait_ms = soonest_ms;
        refresh();
    }

    async function act<D extends Deed>(what: D, body: Bodies[D]): Promise<Answered<PortalTicket>> {
        const tried = what + JSON.stringify(body);
        const key = unsure?.what === tried ? unsure.key : random_word();
        unsure = { what: tried, key };
        const headers = { ...bearer(token), "Idempotency-Key": key };
        const answered = await deeds[what](body, { params: { path: { number } }, headers, signal: within() });
        unsure = undefined;
        // A replay leaves out what was written.
        return answered.replayed && answered.status === 200 ? ask_for(number, token) : answered;
    }

    /** Throws Refused; a 409 shows how the ticket stands. Answers the ticket that came of it. */
    async function does<D extends Deed>(what: D, body: Bodies[D]): Promise<Answered<PortalTicket>> {
        busy.value = true;
        try {
            const answered = await act(what, body);
            if (answered.status === 200) show(answered.data);
            return answered;
        } catch (error) {
            if (error instanceof Refused && !error.is_unsure) unsure = undefined;
            if (error instanceof Refused && error.current) show(error.current);
            throw error;
        } finally {
            busy.value = false;
            wait_ms = soonest_ms;
            plan();
        }
    }

    void load();
    document.addEventListener("visibilitychange", look_again);
    window.addEventListener("online", look_again);
    onScopeDispose(() => {
        is_over = true;
        clearTimeout(timer);
        document.removeEventListener("visibilitychange", look_again);
        window.removeEventListener("online", look_again);
    });
    return { ticket, failure, busy, load, does };
}
export type TicketInHand = ReturnType<typeof useTicket>;
