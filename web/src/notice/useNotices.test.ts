import { mount } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { defineComponent } from "vue";
import { createMemoryHistory, createRouter } from "vue-router";
import type { Notice } from "../api/live";
import { time_to_say_ms } from "./windows";
import { shown_ms } from "./stack";

const heard = vi.hoisted(() => ({ tell: (_: Notice) => {}, sounds: 0, is_on: false }));
vi.mock("../api/live", () => ({ on_notice: (listener: (notice: Notice) => void) => ((heard.tell = listener), () => {}) }));
vi.mock("./sound", () => ({ is_sound_on: () => heard.is_on, may_sound: () => true, play: async () => void (heard.sounds += 1) }));
const { useNotices } = await import("./useNotices");

const empty = defineComponent({ render: () => null });
const router = createRouter({
    history: createMemoryHistory(),
    routes: [
        { path: "/tickets", name: "tickets", component: empty },
        { path: "/tickets/:id", name: "ticket", component: empty },
    ],
});
let visibility: DocumentVisibilityState = "visible";
function look(now: DocumentVisibilityState) {
    visibility = now;
    document.dispatchEvent(new Event("visibilitychange"));
}
let notices: ReturnType<typeof useNotices>;
let wrapper: ReturnType<typeof mount>;
const shown = () => notices.stack.value.toasts.map((each) => each.ticket_id).join(" ");
const arrives = (ticket_id: string, seq = Number(ticket_id)) =>
    heard.tell({ kind: "assigned", seq, ticket_id, number: `GD-${ticket_id}`, subject: "冰箱", by: "王芳" });

beforeEach(async () => {
    vi.useFakeTimers();
    vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
    Object.assign(heard, { sounds: 0, is_on: false });
    visibility = "visible";
    await router.push("/tickets");
    const setup = () => ((notices = useNotices()), () => null);
    wrapper = mount(defineComponent({ setup }), { global: { plugins: [router] } });
});
afterEach(() => {
    wrapper.unmount();
    vi.useRealTimers();
});

it("shows what arrives once the other windows had the time to say that they show the ticket, and once only", async () => {
    arrives("1");
    expect(shown()).toBe("");
    await vi.advanceTimersByTimeAsync(time_to_say_ms);
    expect(shown()).toBe("1");
    await vi.advanceTimersByTimeAsync(shown_ms);
    arrives("1");
    await vi.advanceTimersByTimeAsync(time_to_say_ms);
    expect([shown(), heard.sounds]).toEqual(["", 0]);
});

it("neither shows nor sounds what is read here", async () => {
    heard.is_on = true;
    await router.push("/tickets/GD-1");
    arrives("1");
    arrives("2");
    await vi.advanceTimersByTimeAsync(time_to_say_ms);
    expect([shown(), heard.sounds]).toEqual(["2", 1]);
    await router.push("/tickets/2");
    await vi.advanceTimersByTimeAsync(0);
    expect(shown()).toBe("");
});

it("keeps what comes while nobody looks, but is heard at once", async () => {
    heard.is_on = true;
    await router.push("/tickets/1");
    look("hidden");
    arrives("1");
    arrives("2");
    await vi.advanceTimersByTimeAsync(10 * shown_ms);
    expect([shown(), heard.sounds]).toEqual(["", 2]);
    look("visible");
    expect(shown()).toBe("2");
    await vi.advanceTimersByTimeAsync(shown_ms);
    expect(shown()).toBe("");
});

it("stays while it is held", async () => {
    arrives("1");
    await vi.advanceTimersByTimeAsync(time_to_say_ms);
    notices.hold(true);
    await vi.advanceTimersByTimeAsync(3 * shown_ms);
    expect(shown()).toBe("1");
    notices.hold(false);
    await vi.advanceTimersByTimeAsync(shown_ms - 1);
    expect(shown()).toBe("1");
    await vi.advanceTimersByTimeAsync(1);
    expect(shown()).toBe("");
});
