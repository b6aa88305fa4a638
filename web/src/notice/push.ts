// Notices to this browser while no page of the console is open: its subscription, here and at the server.
import { api, got, Refusal } from "../api/client";
import { browser_name } from "../session/browser_name";

export type PushLanguage = "zh-CN" | "en";
export const push_language = (language: string): PushLanguage => (language === "zh" ? "zh-CN" : "en");

/** Why it cannot be turned on, or whether it is. */
export type PushState = "insecure" | "unsupported" | "blocked" | "off" | "on";

interface Kept {
    id: string;
    endpoint: string;
    language: PushLanguage;
}
const name = "notice.push";

export function kept(): Kept | null {
    return JSON.parse(localStorage.getItem(name) ?? "null") as Kept | null;
}
function keep(now: Kept | null) {
    if (now) localStorage.setItem(name, JSON.stringify(now));
    else localStorage.removeItem(name);
}

export interface PushFacts {
    is_secure: boolean;
    is_supported: boolean;
    permission: NotificationPermission;
    is_subscribed: boolean;
}
export function push_state({ is_secure, is_supported, permission, is_subscribed }: PushFacts): PushState {
    if (!is_secure) return "insecure";
    if (!is_supported) return "unsupported";
    if (permission === "denied") return "blocked";
    return is_subscribed && permission === "granted" ? "on" : "off";
}
export const is_supported = (): boolean => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
export function state_here(is_subscribed: boolean): PushState {
    const supported = is_supported();
    const permission = supported ? Notification.permission : "default";
    return push_state({ is_secure: isSecureContext, is_supported: supported, permission, is_subscribed });
}

export function bytes_of(base64url: string): Uint8Array<ArrayBuffer> {
    const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(text, (each) => each.charCodeAt(0));
}

/** The worker is told what it needs when the browser changes the subscription without a page of ours. */
async function registered(language: PushLanguage): Promise<ServiceWorkerRegistration> {
    const known = new URLSearchParams({ name: browser_name(navigator.userAgent), language });
    await navigator.serviceWorker.register(`/sw.js?${known}`);
    return navigator.serviceWorker.ready;
}

/** Also when it has ended already. */
async function end_at_server(id: string) {
    try {
        await got(api.DELETE("/api/v1/push_subscriptions/{id}", { params: { path: { id } } }));
    } catch (problem) {
        if (!(problem instanceof Refusal) || problem.status !== 404) throw problem;
    }
}

/** What this browser had before ends with it. */
async function tell_server(subscription: PushSubscription, language: PushLanguage) {
    const { endpoint, keys } = subscription.toJSON();
    const body = {
        endpoint: endpoint ?? subscription.endpoint,
        keys: { p256dh: keys?.["p256dh"] ?? "", auth: keys?.["auth"] ?? "" },
        name: browser_name(navigator.userAgent),
        language,
    };
    const before = kept();
    const { id } = await got(api.POST("/api/v1/push_subscriptions", { body }));
    keep({ id, endpoint: body.endpoint, language });
    if (before && before.id !== id) await end_at_server(before.id);
}

async function subscription_here(): Promise<PushSubscription | null> {
    if (!is_supported()) return null;
    const registration = await navigator.serviceWorker.getRegistration("/");
    return (await registration?.pushManager.getSubscription()) ?? null;
}

async function forget() {
    keep(null);
    await (await subscription_here())?.unsubscribe();
}

/** A new one each time: what an earlier person had in this browser ends with it. */
async function subscribe(language: PushLanguage): Promise<PushSubscription> {
    const { public_key } = await got(api.GET("/api/v1/push"));
    const { pushManager } = await registered(language);
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes_of(public_key) });
}

/** REQUIRES a click: the browser asks the person. False when it could not reach its push service. */
export async function turn_on(language: PushLanguage): Promise<boolean> {
    if ((await Notification.requestPermission()) !== "granted") return true;
    const subscription = await subscribe(language).catch((error: unknown) => {
        if (error instanceof DOMException) return null;
        throw error;
    });
    if (!subscription) return false;
    try {
        await tell_server(subscription, language);
    } catch (problem) {
        await subscription.unsubscribe();
        throw problem;
    }
    return true;
}

export const pushed_browsers = async () => (await got(api.GET("/api/v1/push_subscriptions"))).items;

export async function end_push(id: string) {
    const is_here = kept()?.id === id;
    await end_at_server(id);
    if (is_here) await forget();
}

/** Before somebody signs out: what is pushed is for him alone. */
export async function leave_push() {
    const own = kept();
    if (own) await end_push(own.id);
}

/** At the start: what was ended elsewhere, or is another person's, ends here; what the browser or the person changed is told. */
export async function renew_push(language: PushLanguage) {
    const own = kept();
    if (!own || !is_supported()) return;
    const subscription = await subscription_here();
    const is_known = (await pushed_browsers()).some((each) => each.id === own.id);
    if (!is_known) return forget();
    if (!subscription) return end_push(own.id);
    if (subscription.endpoint === own.endpoint && language === own.language) return;
    await registered(language);
    await tell_server(subscription, language);
}
