// What of the administration is for whom. Only that: what counts is decided by the server.
import { may } from "../session/may";
import type { MessageKey } from "../i18n";

export interface Section {
    /** Also the name of its route. */
    name: string;
    label: MessageKey;
    /** Any of these permissions. */
    needs: string[];
}
export const sections: Section[] = [
    { name: "departments", label: "admin.departments", needs: ["settings.manage", "users.manage"] },
    { name: "people", label: "admin.people", needs: ["users.manage"] },
    { name: "roles", label: "admin.roles", needs: ["users.manage"] },
    { name: "types", label: "admin.types", needs: ["settings.manage"] },
    { name: "sight", label: "admin.sight", needs: ["users.manage"] },
];

const is_for_me = (section: Section) => section.needs.some(may);

export const my_sections = (): Section[] => sections.filter(is_for_me);
export const may_administrate = (): boolean => ["settings.manage", "users.manage", "audit.read"].some(may);
