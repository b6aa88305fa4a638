import { onUnmounted, ref, type Ref } from "vue";
import { formatter } from "./moment";

export { moment } from "./moment";

/** The whole of it, for whoever hovers. */
export function exactly(at: string, language: string): string {
    return formatter(language, { dateStyle: "full", timeStyle: "medium", hour12: false }).format(new Date(at));
}

const units = [
    ["d", 86_400],
    ["h", 3_600],
    ["m", 60],
] as const;

/** A length of time in its two largest units, the same in every language: 3d4h, 2h05, 12m, 40s. */
export function span(seconds: number): string {
    const whole = Math.max(0, Math.floor(seconds));
    const [days, hours] = [Math.floor(whole / 86_400), Math.floor((whole % 86_400) / 3_600)];
    const minutes = Math.floor((whole % 3_600) / 60);
    if (days > 0) return hours ? `${days}d${hours}h` : `${days}d`;
    if (hours > 0) return `${hours}h${String(minutes).padStart(2, "0")}`;
    return whole < units[2][1] ? `${whole}s` : `${minutes}m`;
}

// One clock for the whole page, so that all countdowns move together.
const clock = ref(Date.now());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

export function useNow(): Ref<number> {
    clock.value = Date.now();
    if (watchers++ === 0) timer = setInterval(() => (clock.value = Date.now()), 1000);
    onUnmounted(() => {
        if (--watchers === 0) clearInterval(timer);
    });
    return clock;
}
