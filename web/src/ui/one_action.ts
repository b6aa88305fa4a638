// Runs one action at a time and keeps what went wrong with it: a sentence, and sentences by field.
import { ref } from "vue";
import { Refusal } from "../api/client";

export function one_action(sentence_of: (error: Refusal) => string) {
    const busy = ref(false);
    const problem = ref("");
    const wrong = ref<Record<string, string>>({});

    function show(error: unknown) {
        if (!(error instanceof Refusal)) throw error;
        wrong.value = error.fields;
        problem.value = sentence_of(error);
    }

    /** Whether it was done. */
    async function run(action: () => Promise<unknown>): Promise<boolean> {
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
