// Light or dark: what the system says until the person says otherwise.
import { ref } from "vue";

export type Theme = "light" | "dark";

const remembered = localStorage.getItem("theme");
const wants_dark = remembered ? remembered === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
export const theme = ref<Theme>(wants_dark ? "dark" : "light");
document.documentElement.dataset["theme"] = theme.value;

export function switch_theme() {
    theme.value = theme.value === "dark" ? "light" : "dark";
    document.documentElement.dataset["theme"] = theme.value;
    localStorage.setItem("theme", theme.value);
}
