// What the server said, in the reader's language: its sentences are English, and those for Chinese come when first needed.
import { shallowRef } from "vue";
import { reword_problems_with, type Problem } from "../api/client";
import { i18n } from "../i18n";

type Saying = (sentence: string) => string;
const chinese = shallowRef<Saying>();

async function saying(): Promise<Saying> {
    if (i18n.global.locale.value !== "zh") return (sentence) => sentence;
    const [{ matcher }, { zh }] = await Promise.all([import("./match"), import("./zh")]);
    return (chinese.value ??= matcher(zh));
}

/** The same problem in the reader's language; as it came while the words cannot be had. */
async function reworded(problem: Partial<Problem>): Promise<Partial<Problem>> {
    const say = await saying().catch(() => (sentence: string) => sentence);
    return {
        ...problem,
        ...(problem.detail ? { detail: say(problem.detail) } : {}),
        ...(problem.errors ? { errors: problem.errors.map((each) => ({ ...each, message: say(each.message) })) } : {}),
    };
}

export const reword_refusals = () => reword_problems_with(reworded);

/** For sentences within an answer: why a ticket of many was refused, why a line was. */
export function told(sentence: string): string {
    if (i18n.global.locale.value !== "zh" || !sentence) return sentence;
    if (!chinese.value) void saying().catch(() => undefined); // then it stays as it came
    return chinese.value?.(sentence) ?? sentence;
}
