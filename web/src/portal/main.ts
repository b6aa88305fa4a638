import { createApp } from "vue";
import "../ui/tokens.css";
import "./vant";
import "./portal.css";
import "./appearance";
import App from "./App.vue";
import { tell_of_escape } from "./embedded";
import { i18n } from "./i18n";

tell_of_escape();
createApp(App).use(i18n).mount("#app");
