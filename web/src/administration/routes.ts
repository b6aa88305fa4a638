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
        { path: "types/:id?/:part(form|templates)?", name: "types", props: true, component: () => import("./type/TypesPage.vue") },
        { path: "statuses-moves", name: "statuses-moves", component: () => import("./status/MovesPage.vue") },
        { path: "statuses-new", name: "statuses-new", component: () => import("./status/StatusesPage.vue"), props: { is_new: true } },
        { path: "statuses/:id?", name: "statuses", props: true, component: () => import("./status/StatusesPage.vue") },
        { path: "tags/:id?", name: "tags", props: true, component: () => import("./tag/TagsPage.vue") },
        { path: "replies/:id?", name: "replies", props: true, component: () => import("./reply/RepliesPage.vue") },
        { path: "announcements/:id?", name: "announcements", props: true, component: () => import("./announcement/AnnouncementsPage.vue") },
        { path: "skills", name: "skills", component: () => import("./skill/SkillsPage.vue") },
        { path: "targets", name: "targets", component: () => import("./settings/SlaPage.vue") },
        { path: "portal", name: "portal", component: () => import("./settings/PortalPage.vue") },
        { path: "ratings/:id?", name: "ratings", props: true, component: () => import("./rating/RatingsPage.vue") },
        { path: "company", name: "company", component: () => import("./company/CompanyPage.vue") },
        { path: "settings-file", name: "setting", component: () => import("./setting/SettingsFilePage.vue") },
        { path: "health", name: "health", component: () => import("./doctor/DoctorPage.vue") },
        { path: "audit", name: "audit", component: () => import("./audit/AuditPage.vue") },
        { path: "looks", name: "looks", component: () => import("./sighting/SightingsPage.vue") },
        { path: "tokens", name: "tokens", component: () => import("./token/AllAccessPage.vue") },
        { path: "access", name: "access", component: () => import("./settings/AccessPage.vue") },
        { path: "first-steps", name: "first", component: () => import("./first_run/FirstRunPage.vue") },
        { path: "sight", name: "sight", component: () => import("./role/SightPage.vue") },
    ],
};
