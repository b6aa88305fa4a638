import { beforeEach, expect, it, vi } from "vitest";

const server = vi.hoisted(() => ({ ids: new Set<string>(), told: [] as string[], next: 1 }));
vi.mock("../api/client", () => ({
    Refusal: class extends Error {},
    got: <T>(answer: T) => answer,
    api: {
        GET: async () => ({ items: [...server.ids].map((id) => ({ id })) }),
        POST: async (_: string, { body }: { body: { endpoint: string; language: string } }) => {
            const id = String((server.next += 1));
            server.ids.add(id);
            server.told.push(`${body.endpoint} ${body.language}`);
            return { id };
        },
        DELETE: async (_: string, { params }: { params: { path: { id: string } } }) => void server.ids.delete(params.path.id),
    },
}));
const { kept, leave_push, renew_push } = await import("./push");

let ended = 0;
let subscription: object | null = null;
const subscribed = (endpoint: string) => ({
    endpoint,
    toJSON: () => ({ endpoint, keys: { p256dh: "p", auth: "a" } }),
    unsubscribe: async () => ((ended += 1), (subscription = null), true),
});

beforeEach(() => {
    const registration = { pushManager: { getSubscription: async () => subscription } };
    const serviceWorker = { getRegistration: async () => registration, register: async () => registration, ready: Promise.resolve(registration) };
    Object.defineProperty(navigator, "serviceWorker", { value: serviceWorker, configurable: true });
    vi.stubGlobal("PushManager", class {});
    vi.stubGlobal("Notification", class {});
    server.ids = new Set(["1", "9"]);
    server.told = [];
    ended = 0;
    subscription = subscribed("https://push/a");
    localStorage.setItem("notice.push", JSON.stringify({ id: "1", endpoint: "https://push/a", language: "zh-CN" }));
});

it("is silent while nothing changed, and where nothing was turned on", async () => {
    await renew_push("zh-CN");
    localStorage.removeItem("notice.push");
    await renew_push("en");
    expect([server.told, [...server.ids], ended]).toEqual([[], ["1", "9"], 0]);
});

it("tells the language the person chose, and the address the browser chose, in place of the earlier", async () => {
    await renew_push("en");
    expect(server.told).toEqual(["https://push/a en"]);
    subscription = subscribed("https://push/b");
    await renew_push("en");
    expect(server.told[1]).toBe("https://push/b en");
    expect([...server.ids]).toEqual(["9", kept()?.id]);
    expect(ended).toBe(0);
});

it("ends here what was ended elsewhere or is another person's", async () => {
    server.ids.delete("1");
    await renew_push("zh-CN");
    expect([kept(), ended, [...server.ids]]).toEqual([null, 1, ["9"]]);
});

it("ends at the server what the browser has lost, and all of it when somebody signs out", async () => {
    subscription = null;
    await renew_push("zh-CN");
    expect([kept(), [...server.ids]]).toEqual([null, ["9"]]);
    subscription = subscribed("https://push/c");
    localStorage.setItem("notice.push", JSON.stringify({ id: "9", endpoint: "https://push/c", language: "en" }));
    await leave_push();
    expect([kept(), ended, [...server.ids]]).toEqual([null, 1, []]);
});
