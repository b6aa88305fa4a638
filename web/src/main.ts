import { VueQueryPlugin } from "@tanstack/vue-query";
import { createApp } from "vue";
import { follow_live, queries } from "./api/queries";
import App from "./App.vue";
import { i18n } from "./i18n";
import { follow_notifications } from "./notice/follow_notifications";
import { reword_refusals } from "./refusal/told";
import { router } from "./router";
import "./ui/theme";
import "./ui/tokens.css";
import "./ui/element";
import "./ui/parts.css";

follow_live();
reword_refusals();
follow_notifications(router);
createApp(App).use(i18n).use(router).use(VueQueryPlugin, { queryClient: queries }).mount("#app");
