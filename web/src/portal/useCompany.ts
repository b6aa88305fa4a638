// Whose portal this is; asked once while the page is open. Until then, and when it is not known, the portal says so itself.
import { computed, ref } from "vue";
import { api, type Schemas } from "../api/client";
import { answer_of, within } from "./request";

const company = ref<Schemas["Company"]>();
let is_asked = false;

async function ask() {
    company.value = (await answer_of(api.GET("/api/v1/portal/company", { signal: within() })).catch(() => undefined))?.data;
}

/** "400-820-8820" of "400-820-8820 转 1": what a phone can dial. */
export const dialled = (phone: string): string => (/^[+\d][\d\s()-]*/.exec(phone.trim())?.[0] ?? "").replace(/[^\d+]/g, "");

export function useCompany() {
    if (!is_asked) void ask();
    is_asked = true;
    return {
        name: computed(() => company.value?.name ?? ""),
        phone: computed(() => company.value?.phone ?? ""),
        website: computed(() => company.value?.website ?? ""),
    };
}
