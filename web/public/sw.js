// Notices while no page of the console is in front of somebody. It keeps no pages and answers no requests: everything else
// is loaded as without it. The sentences are those of web/src/notice/words.ts.
"use strict";

const words = {
    "zh-CN": {
        assigned: ["工单分派给了您", "{by} 交给了您"],
        returned: ["工单退回来了", "{by} 退回了工单"],
        mentioned: ["有人提到了您", "{by} 提到了您"],
        answered: ["客户回复了", "客户 {by} 回复了"],
        reminder: ["提醒的时间到了", "{by} 提醒您"],
        transferred: ["工单转到了您手上", "{by} 把工单转给了您"],
        other: ["工单有新动态", "工单有新动态"],
    },
    en: {
        assigned: ["A ticket was given to you", "{by} gave you a ticket"],
        returned: ["A ticket came back to you", "{by} returned a ticket"],
        mentioned: ["You were mentioned", "{by} mentioned you"],
        answered: ["The customer replied", "Customer {by} replied"],
        reminder: ["A reminder is due", "{by} reminds you"],
        transferred: ["A ticket was transferred to you", "{by} transferred a ticket to you"],
        other: ["There is news about a ticket", "There is news about a ticket"],
    },
};
/** What the page that registered it said of this browser. */
const own = new URLSearchParams(self.location.search);

function notice_of(event) {
    try {
        const notice = event.data?.json();
        return notice !== null && typeof notice === "object" ? notice : {};
    } catch {
        return {}; // something has to be shown all the same
    }
}

function title_of({ kind, by, language }) {
    const sentences = words[language] ?? words[own.get("language")] ?? words["zh-CN"];
    const [alone, with_name] = Object.hasOwn(sentences, kind) ? sentences[kind] : sentences.other;
    return by ? with_name.split("{by}").join(by) : alone;
}

/** Open windows of the console; the portal is not for those who work here. */
async function windows() {
    const all = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    return all.filter((each) => !/^\/portal(\/|$)/.test(new URL(each.url).pathname));
}

async function show(notice) {
    if ((await windows()).some((each) => each.visibilityState === "visible")) return; // it shows it itself
    const { ticket_id = "", number = "", subject = "", language = own.get("language") ?? "zh-CN" } = notice;
    const body = [number, subject].filter(Boolean).join(" ");
    // A later one of the same ticket takes the place of the earlier.
    const options = { body, icon: "/icon-192.png", lang: language, tag: `ticket ${ticket_id}`, renotify: true, data: { ticket_id } };
    await self.registration.showNotification(title_of(notice), options);
}

async function open(ticket_id) {
    const all = await windows();
    const best = all.find((each) => each.focused) ?? all.find((each) => each.visibilityState === "visible") ?? all[0];
    if (!best) return self.clients.openWindow(ticket_id ? `/tickets/${encodeURIComponent(ticket_id)}` : "/");
    if (ticket_id) best.postMessage({ type: "open_ticket", ticket_id });
    return best.focus();
}

async function call(method, address, body) {
    const headers = { "Content-Type": "application/json", "X-Baton-Client": "1" };
    const answer = await fetch(`/api/v1${address}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status}`);
    return answer.json();
}

function bytes_of(base64url) {
    return Uint8Array.from(atob(base64url.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
}

/** The browser ended the subscription, or has another one. Who is no longer signed in turns it on anew. */
async function renew(event) {
    const key = event.oldSubscription?.options?.applicationServerKey ?? bytes_of((await call("GET", "/push")).public_key);
    const made =
        event.newSubscription ?? (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
    const { endpoint, keys } = made.toJSON();
    await call("POST", "/push_subscriptions", { endpoint, keys, name: own.get("name") ?? "Web", language: own.get("language") ?? "zh-CN" });
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("push", (event) => event.waitUntil(show(notice_of(event))));
self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(event.notification.data?.ticket_id));
});
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));
