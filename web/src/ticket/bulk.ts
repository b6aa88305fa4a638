// One action on many tickets, as it is filled in and as the server is asked for it.
import type { Schemas, TicketFields } from "../api/client";

export const bulk_kinds = ["assign", "status", "priority", "tags"] as const;
export type BulkKind = (typeof bulk_kinds)[number];
export type BulkAction = Schemas["BulkAction"];

export interface BulkForm {
    department_id: string;
    assignee_id: string;
    note: string;
    status: string;
    comment: string;
    priority: TicketFields["priority"] | "";
    add: string[];
    remove: string[];
}
export const empty_bulk = (): BulkForm => ({
    department_id: "",
    assignee_id: "",
    note: "",
    status: "",
    comment: "",
    priority: "",
    add: [],
    remove: [],
});

const assignment = ({ department_id, assignee_id, note }: BulkForm): BulkAction | null =>
    department_id || assignee_id
        ? {
              kind: "assign",
              ...(department_id && { department_id }),
              ...(assignee_id && { assignee_id }),
              ...(note.trim() && { note: note.trim() }),
          }
        : null;
const move = ({ status, comment }: BulkForm): BulkAction | null =>
    status ? { kind: "status", status, ...(comment.trim() && { comment: comment.trim() }) } : null;
const tagging = ({ add, remove }: BulkForm): BulkAction | null => (add.length || remove.length ? { kind: "tags", add, remove } : null);

/** null: it is not said yet what to do. */
export function action_of(kind: BulkKind, form: BulkForm): BulkAction | null {
    switch (kind) {
        case "assign":
            return assignment(form);
        case "status":
            return move(form);
        case "priority":
            return form.priority ? { kind, priority: form.priority } : null;
        case "tags":
            return tagging(form);
    }
}
