// What lies over the page at the moment.
import { ref } from "vue";

export const shown_sheet = ref<"" | "shortcuts" | "commands">("");
