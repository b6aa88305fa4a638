// The permissions of the product and the roles that give them, as a matrix that is changed and then kept.
import type { Role } from "./useRoles";

/** In the order of the list, by what they are about. */
export const groups = [
    { name: "tickets", permissions: ["tickets.read", "tickets.read_all", "tickets.create", "tickets.edit", "tickets.reply", "tickets.assign", "tickets.export", "tickets.delete"] },
    { name: "customers", permissions: ["customers.read_contact", "customers.read_all", "customers.edit", "customers.merge", "customers.reveal", "customers.export", "customers.erase"] },
    { name: "administration", permissions: ["users.manage", "settings.manage", "audit.read"] },
] as const;
export type Permission = (typeof groups)[number]["permissions"][number];

/** What each role gives in the draft, by id. */
export type Given = Record<string, string[]>;

export const given_by = (roles: Role[]): Given => Object.fromEntries(roles.map((each) => [each.id, each.permissions]));

export function toggled(given: Given, role: string, permission: string): Given {
    const now = given[role] ?? [];
    return { ...given, [role]: now.includes(permission) ? now.filter((each) => each !== permission) : [...now, permission] };
}

const is_same = (a: string[], b: string[]) => a.length === b.length && a.every((each) => b.includes(each));

/** Those whose permissions differ from what is kept; the order does not matter. */
export const changed_roles = (roles: Role[], given: Given): Role[] =>
    roles.filter((each) => !is_same(each.permissions, given[each.id] ?? each.permissions));

/** One can take away whatever there is, and give what one has oneself or what the role has already. */
export const may_toggle = (role: Role, permission: string, mine: string[]): boolean => mine.includes(permission) || role.permissions.includes(permission);
