// One button's work, in the words of the portal.
import { one_action } from "../../ui/one_action";
import { useText } from "../i18n";
import { sentence_of } from "../sentence";

export function useDeed() {
    const { text } = useText();
    return one_action((error) => sentence_of(error, text));
}
