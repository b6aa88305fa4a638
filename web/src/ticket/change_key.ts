import { inject, type InjectionKey } from "vue";
import type { useTicketChange } from "./useTicketChange";

export const change_key: InjectionKey<ReturnType<typeof useTicketChange>> = Symbol("change");

/** REQUIRES: inside of a ticket's page. */
export function useChange() {
    const change = inject(change_key);
    if (!change) throw new Error("not on the page of a ticket");
    return change;
}
