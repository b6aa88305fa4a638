// The keys, as the sheet shows them.
import type { MessageKey } from "../i18n";

export const shortcuts: [string, MessageKey][][] = [
    [
        ["j / k", "keys.move"],
        ["Enter", "keys.open"],
        ["x", "keys.pick"],
        ["/", "keys.search"],
        ["c", "list.new"],
        ["g i", "keys.mine"],
        ["g u", "keys.unassigned"],
        ["g v", "keys.unfinished"],
        ["g c", "customer.title"],
        ["g n", "next.title"],
        ["g r", "overview.title"],
        ["Esc", "keys.back"],
    ],
    [
        ["r", "keys.reply"],
        ["n", "keys.note"],
        ["a", "ticket.take"],
        ["A", "assign.title"],
        ["s", "ticket.status"],
        ["p", "ticket.priority"],
        ["t", "ticket.tags"],
        ["u", "keys.undo"],
        [".", "keys.copy_number"],
        [". .", "keys.copy_title"],
        ["Ctrl+Enter", "keys.send"],
        ["Ctrl+Shift+Enter", "keys.send_next"],
        ["m", "keys.canned"],
        ["::", "keys.canned"],
        ["@", "keys.mention"],
    ],
    [
        ["?", "keys.title"],
        ["Ctrl+K", "command.title"],
    ],
];
