import { createApp } from "vue";
import App from "./App.vue";
import { i18n } from "./i18n";
import "./ui/theme";
import "./ui/tokens.css";
import "./ui/parts.css";

createApp(App).use(i18n).mount("#app");
