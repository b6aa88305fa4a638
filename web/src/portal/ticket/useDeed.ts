// One button's work: busy meanwhile, and what went wrong in a sentence.
import { ref } from "vue";
import { useText } from "../i18n";
import { sentence_of } from "../sentence";

export function useDeed() {
    const { text } = useText();
    const busy = ref(false);
    const problem = ref("");

    /** Whether it worked. */
    async function run(deed: () => Promise<unknown>): Promise<boolean> {
        if (busy.value) return false;
        busy.value = true;
        problem.value = "";
        try {
            await deed();
            return true;
        } catch (error) {
            problem.value = sentence_of(error, text);
            return false;
        } finally {
            busy.value = false;
        }
    }
    return { busy, problem, run };
}
