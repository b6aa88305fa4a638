// The pages of the administration. What is open in a page stands in its address.
import type { RouteRecordRaw } from "vue-router";

export const administration: RouteRecordRaw = {
    path: "/administration",
    component: () => import("./AdministrationPage.vue"),
    children: [
        { path: "", name: "administration", component: () => import("./FirstSection.vue") },
        { path: "departments/:id?", name: "departments", props: true, component: () => import("./department/DepartmentsPage.vue") },
        { path: "people/paste", name: "people-paste", component: () => import("./person/PastePage.vue") },
        { path: "people/:id?", name: "people", props: true, component: () => import("./person/PeoplePage.vue") },
        { path: "roles", name: "roles", component: () => import("./role/RolesPage.vue") },
        { path: "types/:id?/:part(form)?", name: "types", props: true, component: () => import("./type/TypesPage.vue") },
        { path: "sight", name: "sight", component: () => import("./role/SightPage.vue") },
    ],
};
