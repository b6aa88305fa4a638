// The kinds of changes by what they are about, for who looks for something.
import type { TicketEvent } from "../../api/client";

export type Kind = TicketEvent["kind"];
export const areas = {
    sign_in: ["signed_in", "sign_in_failed", "session_ended", "password_changed", "totp_enabled", "totp_disabled", "token_created", "token_revoked", "access_changed"],
    people: ["user_created", "user_changed", "user_archived", "role_created", "role_changed", "role_archived", "department_created", "department_changed", "department_archived"],
    settings: [
        "tenant_created",
        "company_changed",
        "settings_imported",
        "type_created",
        "type_changed",
        "type_archived",
        "tag_created",
        "tag_changed",
        "tag_archived",
        "view_created",
        "view_changed",
        "view_archived",
        "canned_response_created",
        "canned_response_changed",
        "canned_response_archived",
        "announcement_created",
        "announcement_changed",
        "announcement_archived",
        "sla_target_changed",
        "portal_changed",
        "attribute_changed",
    ],
    customers: ["customer_created", "customer_changed", "merge_suggested", "merged", "unmerged", "consented", "revealed", "erased", "organization_created", "organization_changed"],
    exports: ["tickets_exported", "customer_exported"],
} as const satisfies Record<string, readonly Kind[]>;

export type Area = keyof typeof areas;
export const area_names = Object.keys(areas) as Area[];
export const is_area = (name: string): name is Area => name in areas;

/** From the first moment of a day to the first of the day after another, where the person sits. */
export function day_range(from: string, till: string): { from?: string; to?: string } {
    const start = (day: string, later: number) => {
        const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
        return new Date(year, month - 1, date + later).toISOString();
    };
    return { ...(from ? { from: start(from, 0) } : {}), ...(till ? { to: start(till, 1) } : {}) };
}
