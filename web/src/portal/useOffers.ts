// What customers can ask for and are told now; asked once while the page is open, and again after a failure.
import { ref } from "vue";
import { api } from "../api/client";
import { answer_of, Refused, within } from "./request";
import type { Announcement, PortalType } from "./types";

const types = ref<PortalType[]>();
const announcements = ref<Announcement[]>([]);
const failure = ref<Refused>();
let asking: Promise<void> | undefined;

function keep_failure(error: unknown) {
    if (!(error instanceof Refused)) throw error;
    failure.value = error;
}

async function ask_types() {
    failure.value = undefined;
    try {
        types.value = (await answer_of(api.GET("/api/v1/portal/types", { signal: within() }))).data.items;
    } catch (error) {
        keep_failure(error);
    }
}

async function ask_announcements() {
    const answer = await answer_of(api.GET("/api/v1/portal/announcements", { signal: within() })).catch(() => undefined);
    announcements.value = answer?.data.items ?? announcements.value;
}

export function useTypes() {
    const ask = () => (asking = (asking ?? ask_types()).finally(() => (asking = undefined)));
    if (!types.value) void ask();
    return { types, failure, ask };
}

export function useAnnouncements() {
    void ask_announcements();
    return { announcements };
}
