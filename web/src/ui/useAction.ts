// Runs one action at a time and keeps what went wrong with it: a sentence, and sentences by field.
import { ref } from "vue";
import { Refusal } from "../api/client";
import { useText } from "../i18n";

export function useAction() {
    const { text } = useText();
    const busy = ref(false);
    const problem = ref("");
    const wrong = ref<Record<string, string>>({});

    function wait_text(seconds: number): string {
        if (seconds < 60) return text("error.wait_seconds", { seconds: String(seconds) });
        return text("error.wait_minutes", { minutes: String(Math.ceil(seconds / 60)) });
    }

    function show(error: unknown) {
        if (!(error instanceof Refusal)) throw error;
        wrong.value = error.fields;
        if (error.status === 0) problem.value = text("error.network");
        else if (error.status === 429) problem.value = wait_text(error.wait_s);
        else problem.value = error.message || text("error.unknown", { status: String(error.status) });
    }

    async function run(action: () => Promise<void>) {
        if (busy.value) return;
        busy.value = true;
        problem.value = "";
        wrong.value = {};
        try {
            await action();
        } catch (error) {
            show(error);
        } finally {
            busy.value = false;
        }
    }

    return { busy, problem, wrong, run };
}
