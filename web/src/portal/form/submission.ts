// Sends a new ticket until it is known to be stored or refused: after a broken line the same body goes under the same key,
// also after a reload, so that it is one ticket however often it was sent.
import { onScopeDispose, ref } from "vue";
import { api } from "../../api/client";
import { forget, is_record, random_word, read, write } from "../kept";
import { answer_of, Refused, within } from "../request";
import type { NewTicket, Receipt } from "../types";
import { prove } from "./prove";

export interface Pending {
    key: string;
    body: NewTicket;
    at: number;
}
export type SendState = "idle" | "sending" | "proving" | "waiting";

// The server knows keys for a day.
const worth_ms = 23 * 3_600_000;
const first_wait_ms = 2_000;
const longest_wait_ms = 30_000;
const most_proofs = 3;

export function pending_of(kept: unknown, now: number): Pending | undefined {
    if (!is_record(kept) || typeof kept["key"] !== "string" || typeof kept["at"] !== "number") return undefined;
    if (kept["at"] < now - worth_ms || !is_record(kept["body"])) return undefined;
    return kept as unknown as Pending;
}

async function post({ key, body }: Pending): Promise<Receipt> {
    const headers = { "Idempotency-Key": key };
    return (await answer_of(api.POST("/api/v1/portal/tickets", { body, headers, signal: within() }))).data;
}

interface Ends {
    stored: (receipt: Receipt, body: NewTicket) => void;
    refused: (refusal: Refused) => void;
}

export function useSubmission({ stored, refused }: Ends) {
    const state = ref<SendState>("idle");
    let pending = pending_of(read("pending"), Date.now());
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wait_ms = first_wait_ms;

    function hold(next: Pending) {
        pending = next;
        write("pending", next);
    }
    function let_go() {
        pending = undefined;
        forget("pending");
        state.value = "idle";
    }
    function wait() {
        state.value = "waiting";
        timer = setTimeout(retry, wait_ms);
        wait_ms = Math.min(wait_ms * 2, longest_wait_ms);
    }

    async function work_for(current: Pending, refusal: Refused, left: number): Promise<void> {
        state.value = "proving";
        hold({ ...current, body: { ...current.body, proof: await prove(refusal.challenge!) } });
        await attempt(left - 1);
    }

    async function attempt(proofs_left = most_proofs): Promise<void> {
        if (!pending) return;
        const current = pending;
        state.value = "sending";
        try {
            const receipt = await post(current);
            let_go();
            stored(receipt, current.body);
        } catch (error) {
            if (!(error instanceof Refused)) throw error;
            if (error.challenge && proofs_left > 0) return work_for(current, error, proofs_left);
            if (error.is_unsure) return wait();
            let_go();
            refused(error);
        }
    }

    function retry() {
        clearTimeout(timer);
        if (state.value === "waiting") void attempt();
    }

    window.addEventListener("online", retry);
    onScopeDispose(() => {
        clearTimeout(timer);
        window.removeEventListener("online", retry);
    });
    if (pending) void attempt();

    return {
        state,
        retry,
        send(body: NewTicket) {
            if (pending) return;
            wait_ms = first_wait_ms;
            hold({ key: random_word(), body, at: Date.now() });
            void attempt();
        },
    };
}
