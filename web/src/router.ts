// The pages and their addresses. What a list shows stands in the query, so that back and forward work.
import { createRouter, createWebHistory } from "vue-router";
import { administration } from "./administration/routes";

export const router = createRouter({
    history: createWebHistory(),
    routes: [
        { path: "/", redirect: "/tickets" },
        {
            path: "/tickets",
            component: () => import("./ticket/WorkspacePage.vue"),
            children: [
                { path: "", name: "tickets", component: () => import("./ticket/NothingChosen.vue") },
                { path: "new", name: "new-ticket", component: () => import("./ticket/NewTicket.vue") },
                { path: ":id", name: "ticket", props: true, component: () => import("./ticket/TicketPage.vue") },
            ],
        },
        { path: "/customers/:id?", name: "customers", props: true, component: () => import("./customer/CustomersPage.vue") },
        administration,
        { path: "/overview", name: "overview", component: () => import("./overview/OverviewPage.vue") },
        { path: "/account", name: "account", component: () => import("./account/AccountPage.vue") },
        { path: "/:rest(.*)*", redirect: "/tickets" },
    ],
});
