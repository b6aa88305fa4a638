// Light or dark as the system has it, and the size of the letters as the customer wants it.
import { ref, watchEffect } from "vue";
import { read, write } from "./kept";

const dark = matchMedia("(prefers-color-scheme: dark)");

function follow_system() {
    document.documentElement.dataset["theme"] = dark.matches ? "dark" : "light";
}
dark.addEventListener?.("change", follow_system);
follow_system();

export const large = ref(read("large") === true);
watchEffect(() => {
    document.documentElement.dataset["letters"] = large.value ? "large" : "normal";
});

export function switch_letters() {
    large.value = !large.value;
    write("large", large.value);
}
