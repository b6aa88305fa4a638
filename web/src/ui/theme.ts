// Light or dark: what the system says until the person says otherwise.
const remembered = localStorage.getItem("theme");
const dark = remembered ? remembered === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.dataset["theme"] = dark ? "dark" : "light";

export function switch_theme() {
    const next = document.documentElement.dataset["theme"] === "dark" ? "light" : "dark";
    document.documentElement.dataset["theme"] = next;
    localStorage.setItem("theme", next);
}
