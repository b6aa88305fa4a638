// Tells the others that one looks at a ticket or writes in it, and who else does.
import { computed, onUnmounted, watch, type Ref } from "vue";
import { viewers, watch_ticket, type WatchState } from "../api/live";
import { me } from "../session/useSession";

const typing_ends_ms = 4000;

export function useWatching(id: Ref<string>) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let writes = false;

    const state = (): WatchState => (document.hidden ? "background" : writes ? "typing" : "looking");
    const say = () => watch_ticket(id.value, state());
    const stop = watch(id, written, { immediate: true });
    document.addEventListener("visibilitychange", say);

    function typing() {
        const began = !writes;
        writes = true;
        if (began) say();
        clearTimeout(timer);
        timer = setTimeout(written, typing_ends_ms);
    }
    /** What was written is sent, or left. */
    function written() {
        clearTimeout(timer);
        writes = false;
        say();
    }
    onUnmounted(() => {
        stop();
        clearTimeout(timer);
        document.removeEventListener("visibilitychange", say);
        watch_ticket(id.value, "gone");
    });

    /** Each once, however many windows he has open. */
    const others = computed(() => {
        if (viewers.value.ticket_id !== id.value) return [];
        const found = new Map(viewers.value.viewers.map((each) => [each.id, each]));
        for (const each of viewers.value.viewers) if (each.state === "typing") found.set(each.id, each);
        found.delete(me.value?.user.id ?? "");
        return [...found.values()];
    });
    return { others, typing, written };
}
