// A click on a notification of the system leads to its ticket in a window that is open already (public/sw.js).
import type { Router } from "vue-router";

interface Wish {
    type: "open_ticket";
    ticket_id: string;
}
const is_wish = (data: unknown): data is Wish =>
    typeof data === "object" && data !== null && "type" in data && data.type === "open_ticket" && "ticket_id" in data && typeof data.ticket_id === "string";

export function follow_notifications(router: Router) {
    if (!("serviceWorker" in navigator)) return; // a page that is not https
    navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        if (is_wish(data)) void router.push({ name: "ticket", params: { id: data.ticket_id } });
    });
    navigator.serviceWorker.startMessages();
}
