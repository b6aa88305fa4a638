// One action at a time, in the words of the console.
import { useText } from "../i18n";
import { one_action } from "./one_action";
import { sentence_of } from "./sentence";

export function useAction() {
    const { text } = useText();
    return one_action((error) => sentence_of(error, text));
}
