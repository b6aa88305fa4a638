import { onUnmounted, ref, watch, type Ref } from "vue";

const pause_ms = 200;

/** What was typed, once nothing more was for a moment. */
export function useDebounced<T extends string | null>(typed: Ref<T>, wait_ms = pause_ms): Ref<T> {
    const calm = ref(typed.value) as Ref<T>;
    let timer: ReturnType<typeof setTimeout> | undefined;
    watch(typed, (now) => {
        clearTimeout(timer);
        timer = setTimeout(() => (calm.value = now), wait_ms);
    });
    onUnmounted(() => clearTimeout(timer));
    return calm;
}
