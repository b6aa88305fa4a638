// The notices of this window: which of what arrives is shown, for how long, and whether it is heard.
import { computed, onMounted, onUnmounted, ref, shallowRef, watch } from "vue";
import { useRoute } from "vue-router";
import { on_notice, type Notice } from "../api/live";
import { is_sound_on, may_sound, play } from "./sound";
import { after_time, from_now, is_about, key_of, next_end_ms, no_toasts, with_notice, without } from "./stack";
import { make_agreement, time_to_say_ms } from "./windows";

const is_visible = () => document.visibilityState === "visible";
const own_name = () => Array.from(crypto.getRandomValues(new Uint32Array(2)), (each) => each.toString(36)).join("");

export function useNotices() {
    const route = useRoute();
    const stack = shallowRef(no_toasts);
    const is_held = ref(false);
    const open = computed(() => (route.name === "ticket" ? String(route.params["id"]) : undefined));
    const channel = new BroadcastChannel("notices");
    const agreement = make_agreement(channel, own_name());
    const known = new Set<string>();
    let unseen: Notice[] = []; // came while nobody looked
    let timer: ReturnType<typeof setTimeout> | undefined;

    function settle(notice: Notice) {
        const key = key_of(notice);
        const is_read_here = is_visible() && is_about(notice, open.value);
        if (is_read_here || agreement.is_read(key)) return;
        if (agreement.sounds_here(key)) void play();
        if (is_visible()) stack.value = with_notice(stack.value, notice, Date.now(), is_held.value);
        else if (!agreement.is_shown(key)) unseen.push(notice);
    }
    function arrived(notice: Notice) {
        const key = key_of(notice);
        if (known.has(key)) return;
        known.add(key);
        if (is_visible()) agreement.say(key, is_about(notice, open.value) ? "reads" : "shows");
        if (is_sound_on() && may_sound()) agreement.say(key, "sounds");
        setTimeout(() => settle(notice), time_to_say_ms);
    }
    function looked_at() {
        if (!is_visible()) return;
        const missed = unseen.filter((each) => !agreement.is_shown(key_of(each)) && !agreement.is_read(key_of(each)));
        unseen = [];
        stack.value = from_now(stack.value, Date.now());
        for (const each of missed) {
            const is_open = is_about(each, open.value);
            agreement.say(key_of(each), is_open ? "reads" : "shows");
            if (!is_open) stack.value = with_notice(stack.value, each, Date.now(), is_held.value);
        }
    }

    // Whoever opens the ticket by another way has seen it.
    watch(open, (now) => {
        const seen = stack.value.toasts.find((each) => is_about(each, now));
        if (seen) stack.value = without(stack.value, seen.ticket_id);
    });
    watch(is_held, (now) => now || (stack.value = from_now(stack.value, Date.now())));
    watch([stack, is_held], () => {
        clearTimeout(timer);
        if (is_held.value || !stack.value.toasts.length) return;
        timer = setTimeout(() => (stack.value = after_time(stack.value, Date.now())), next_end_ms(stack.value, Date.now()));
    });
    let stop: (() => void) | undefined;
    onMounted(() => {
        stop = on_notice(arrived);
        document.addEventListener("visibilitychange", looked_at);
    });
    onUnmounted(() => {
        stop?.();
        document.removeEventListener("visibilitychange", looked_at);
        clearTimeout(timer);
        channel.close();
    });

    return {
        stack,
        hold: (on: boolean) => (is_held.value = on),
        close: (ticket_id: string) => (stack.value = without(stack.value, ticket_id)),
        close_all: () => (stack.value = no_toasts),
    };
}
