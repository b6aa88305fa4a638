// What is being edited beside what is kept, so that only what differs is sent and nothing typed is lost unasked.
import { ElMessageBox } from "element-plus";
import "element-plus/es/components/message-box/style/css";
import { computed, onMounted, onUnmounted, ref, toRaw, type ComputedRef, type Ref } from "vue";
import { onBeforeRouteLeave, onBeforeRouteUpdate } from "vue-router";
import { useText } from "../../i18n";

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(toRaw(value))) as T;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export function useSure() {
    const { text } = useText();
    /** Whether the person says yes. */
    return async (question: string, yes: string): Promise<boolean> => {
        try {
            await ElMessageBox.confirm(question, { confirmButtonText: yes, cancelButtonText: text("ticket.cancel"), showClose: false });
            return true;
        } catch {
            return false;
        }
    };
}

/** Asks before what was typed is left behind, by another page or by closing the window. */
export function useUnsaved(is_changed: () => boolean) {
    const { text } = useText();
    const sure = useSure();
    const guard = (to: { path: string }, from: { path: string }) =>
        to.path === from.path || !is_changed() || sure(text("admin.unsaved"), text("admin.unsaved.leave"));
    onBeforeRouteLeave(guard);
    onBeforeRouteUpdate(guard);
    const warn = (event: BeforeUnloadEvent) => is_changed() && event.preventDefault();
    onMounted(() => window.addEventListener("beforeunload", warn));
    onUnmounted(() => window.removeEventListener("beforeunload", warn));
}

export interface Drafted<T> {
    draft: Ref<T>;
    is_changed: ComputedRef<boolean>;
    /** The members that differ from what is kept. */
    changes: () => Partial<T>;
    /** What is typed is kept now. */
    keep: () => void;
}

export function useDraft<T extends object>(first: T): Drafted<T> {
    const draft = ref(copy(first)) as Ref<T>;
    const kept = ref(copy(first)) as Ref<T>;
    const is_changed = computed(() => !same(draft.value, kept.value));
    const changes = () => {
        const names = (Object.keys(draft.value) as (keyof T)[]).filter((name) => !same(draft.value[name], kept.value[name]));
        return Object.fromEntries(names.map((name) => [name, draft.value[name]])) as Partial<T>;
    };
    const keep = () => (kept.value = copy(draft.value));
    useUnsaved(() => is_changed.value);
    return { draft, is_changed, changes, keep };
}
