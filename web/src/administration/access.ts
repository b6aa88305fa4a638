// What of the administration is for whom. Only that: what counts is decided by the server.
import { may } from "../session/may";
import type { MessageKey } from "../i18n";

export interface Section {
    /** Also the name of its route. */
    name: string;
    label: MessageKey;
    /** Any of these permissions. */
    needs: string[];
    /** And this one. */
    also?: string;
}
export interface SectionGroup {
    label: MessageKey;
    sections: Section[];
}
const settings = ["settings.manage"];
export const groups: SectionGroup[] = [
    {
        label: "admin.group.people",
        sections: [
            { name: "departments", label: "admin.departments", needs: ["settings.manage", "users.manage"] },
            { name: "people", label: "admin.people", needs: ["users.manage"] },
            { name: "roles", label: "admin.roles", needs: ["users.manage"] },
            { name: "skills", label: "admin.skills", needs: ["users.manage"] },
            { name: "sight", label: "admin.sight", needs: ["users.manage"] },
        ],
    },
    {
        label: "admin.group.tickets",
        sections: [
            { name: "types", label: "admin.types", needs: settings },
            { name: "statuses", label: "admin.statuses", needs: settings },
            { name: "tags", label: "admin.tags", needs: settings },
            { name: "replies", label: "admin.replies", needs: settings, also: "tickets.reply" },
            { name: "targets", label: "admin.sla", needs: settings },
        ],
    },
    {
        label: "admin.group.portal",
        sections: [
            { name: "company", label: "admin.company", needs: settings },
            { name: "portal", label: "admin.portal", needs: settings },
            { name: "announcements", label: "admin.announcements", needs: settings },
            { name: "ratings", label: "admin.ratings", needs: settings },
        ],
    },
    {
        label: "admin.group.operation",
        sections: [
            { name: "setting", label: "admin.setting", needs: settings },
            { name: "health", label: "admin.doctor", needs: settings },
            { name: "audit", label: "admin.audit", needs: ["audit.read"] },
            { name: "looks", label: "admin.looks", needs: ["audit.read"] },
            { name: "tokens", label: "admin.tokens", needs: ["users.manage"] },
            { name: "access", label: "admin.access_from", needs: settings },
        ],
    },
];

const is_for_me = (section: Section) => section.needs.some(may) && (!section.also || may(section.also));

export const my_groups = (): SectionGroup[] =>
    groups.map((group) => ({ ...group, sections: group.sections.filter(is_for_me) })).filter((group) => group.sections.length);
export const my_sections = (): Section[] => my_groups().flatMap((group) => group.sections);
export const may_administrate = (): boolean => ["settings.manage", "users.manage", "audit.read"].some(may);
