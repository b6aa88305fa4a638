// Which browsers are pushed to, and whether this one is.
import { onMounted, onUnmounted, ref } from "vue";
import { useText } from "../i18n";
import { useAction } from "../ui/useAction";
import { end_push, kept, push_language, pushed_browsers, state_here, turn_on, type PushState } from "./push";

export function usePush() {
    const { language } = useText();
    const { busy, problem, run } = useAction();
    const browsers = ref<Awaited<ReturnType<typeof pushed_browsers>>>([]);
    const own = ref(kept()?.id);
    const state = ref<PushState>(state_here(false));
    const is_unreachable = ref(false);

    const is_here = (id: string) => id === own.value;
    function look() {
        own.value = kept()?.id;
        state.value = state_here(browsers.value.some((each) => is_here(each.id)));
    }
    async function load() {
        browsers.value = await pushed_browsers();
        look();
    }
    async function start() {
        is_unreachable.value = !(await turn_on(push_language(language.value)));
        await load();
    }
    async function end(id: string) {
        await end_push(id);
        await load();
    }
    // Whoever changed the browser's own settings comes back to the page.
    onMounted(() => window.addEventListener("focus", look));
    onUnmounted(() => window.removeEventListener("focus", look));

    return {
        browsers,
        state,
        is_unreachable,
        is_here,
        busy,
        problem,
        load: () => run(load),
        toggle: () => run(() => (state.value === "on" && own.value ? end(own.value) : start())),
        remove: (id: string) => run(() => end(id)),
    };
}
