// Keys of the whole page. A key counts only outside of inputs, and never while an input method composes.
import { onMounted, onUnmounted } from "vue";

/** What a person pressed, as it stands in the lists of keys: "j", "A", "Ctrl+k", "Ctrl+Shift+Enter". */
export function key_name(event: KeyboardEvent): string {
    const control = event.ctrlKey || event.metaKey;
    const single = event.key.length === 1;
    const key = single && control ? event.key.toLowerCase() : event.key;
    const shift = event.shiftKey && (control || !single);
    return `${control ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${key}`;
}

/** The process key of an input method has code 229 in browsers that do not say isComposing. */
export const is_composing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

export function is_typing(target: EventTarget | null): boolean {
    if (!(target instanceof HTMLElement)) return false;
    return target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
}

export type Keys = Record<string, (event: KeyboardEvent) => void>;

const between_two_ms = 900;

/** Understands single keys and two in a row ("g i"). Returns whether the key was taken. */
export function make_reader(is_off: () => boolean) {
    let first = "";
    let at = 0;
    return (event: KeyboardEvent, keys: Keys): boolean => {
        if (is_composing(event) || event.defaultPrevented) return false;
        const name = key_name(event);
        const held = name.startsWith("Ctrl+");
        if (!held && (is_off() || event.altKey || is_typing(event.target))) return false;
        const both = Date.now() - at < between_two_ms ? `${first} ${name}` : "";
        const action = keys[both] ?? keys[name];
        [first, at] = [name, Date.now()];
        if (!action) return false;
        event.preventDefault();
        action(event);
        return true;
    };
}

export const shortcuts_off = (): boolean => localStorage.getItem("shortcuts") === "off";
export const set_shortcuts = (on: boolean) => localStorage.setItem("shortcuts", on ? "on" : "off");

// An open dialog has the keyboard to itself.
const is_covered = () => document.querySelector(".el-overlay:not([style*='display: none']), dialog[open]") !== null;

export function useKeys(keys: Keys) {
    const read = make_reader(shortcuts_off);
    const listen = (event: KeyboardEvent) => {
        if (!is_covered()) read(event, keys);
    };
    onMounted(() => window.addEventListener("keydown", listen));
    onUnmounted(() => window.removeEventListener("keydown", listen));
}
