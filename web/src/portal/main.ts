import { createApp } from "vue";
import "../ui/tokens.css";
import "./vant";
import "./portal.css";
import "./appearance";
import App from "./App.vue";
import { i18n } from "./i18n";

createApp(App).use(i18n).mount("#app");
