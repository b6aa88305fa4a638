import { onUnmounted, ref, watch, type Ref } from "vue";

const pause_ms = 200;

/** What was typed, once nothing more was for a moment. */
export function useDebounced(typed: Ref<string>, wait_ms = pause_ms): Ref<string> {
    const calm = ref(typed.value);
    let timer: ReturnType<typeof setTimeout> | undefined;
    watch(typed, (now) => {
        clearTimeout(timer);
        timer = setTimeout(() => (calm.value = now), wait_ms);
    });
    onUnmounted(() => clearTimeout(timer));
    return calm;
}
