// A long list that is read from its end: the newest are shown, older ones as somebody scrolls up to them. Whoever is at the
// end stays there; whoever reads above it is left where he is.
import { computed, nextTick, onMounted, onUnmounted, ref, watch, type Ref } from "vue";

const shown_at_first = 60;
const near_end = 80;
const near_start = 600;

export function useEnd<T extends { id: string }>(all: Ref<T[]>, scroller: Ref<HTMLElement | null>) {
    const older = ref<number | null>(null);
    let is_at_end = true;
    let is_busy = false;

    // What comes in before the first is as much older.
    watch(
        all,
        (now, before) => {
            if (older.value === null && now.length) older.value = Math.max(0, now.length - shown_at_first);
            else if (older.value !== null && before?.length) older.value += Math.max(0, now.findIndex(({ id }) => id === before[0]!.id));
        },
        { immediate: true },
    );
    const hidden = computed(() => Math.min(older.value ?? 0, all.value.length));
    const shown = computed(() => all.value.slice(hidden.value));

    async function show_older() {
        const box = scroller.value;
        const first = box?.querySelector("li");
        if (is_busy || !box || !first || hidden.value === 0) return;
        is_busy = true;
        const top = first.getBoundingClientRect().top;
        older.value = Math.max(0, hidden.value - shown_at_first);
        await nextTick();
        box.scrollTop += first.getBoundingClientRect().top - top;
        is_busy = false;
    }
    function look() {
        const box = scroller.value;
        if (!box) return;
        is_at_end = box.scrollHeight - box.scrollTop - box.clientHeight < near_end;
        if (box.scrollTop < near_start) void show_older();
    }
    const to_end = () => is_at_end && scroller.value?.scrollTo({ top: scroller.value.scrollHeight });
    const resized = new ResizeObserver(to_end);
    onMounted(() => {
        const box = scroller.value!;
        box.addEventListener("scroll", look, { passive: true });
        for (const each of [box, ...box.children]) resized.observe(each);
        to_end();
    });
    onUnmounted(() => resized.disconnect());
    return { shown, hidden, show_older };
}
