// Runs one action at a time and keeps what went wrong with it: a sentence, and sentences by field.
import { ref } from "vue";
import { Refusal } from "../api/client";
import { useText } from "../i18n";
import { sentence_of } from "./sentence";

export function useAction() {
    const { text } = useText();
    const busy = ref(false);
    const problem = ref("");
    const wrong = ref<Record<string, string>>({});

    function show(error: unknown) {
        if (!(error instanceof Refusal)) throw error;
        wrong.value = error.fields;
        problem.value = sentence_of(error, text);
    }

    /** Whether it was done. */
    async function run(action: () => Promise<void>): Promise<boolean> {
        if (busy.value) return false;
        busy.value = true;
        problem.value = "";
        wrong.value = {};
        try {
            await action();
            return true;
        } catch (error) {
            show(error);
            return false;
        } finally {
            busy.value = false;
        }
    }

    return { busy, problem, wrong, run };
}
