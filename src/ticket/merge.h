// Merging 合并: two tickets about one thing become one. Nothing is moved: the merged ticket is closed and its timeline
// and files are shown with the other's, so undoing it loses nothing.
#pragma once
#include "ticket/service.h"

namespace baton {

inline constexpr std::int64_t unmerge_window_s = 30 * 86'400;

struct TicketMerge {
    TicketId ticket_id{};
    TicketId into_id{};
    std::optional<UserId> merged_by;
    Timestamp merged_at{};
    std::string status; // this and the next two: before
    std::optional<Timestamp> resolved_at;
    std::optional<Timestamp> closed_at;
};
DESCRIBE(TicketMerge, (), (ticket_id, into_id, merged_by, merged_at, status, resolved_at, closed_at));

struct TicketMergeInput {
    Text<1, 100> into;    // id or number
    bool dry_run = false; // show what would be, change nothing
};
DESCRIBE(TicketMergeInput, (), (into, dry_run));

// Both must be the actor's to change, of one customer, and not finished or merged themselves (the one merged may be
// resolved). Returns the merged one. Error::conflict says what is in the way.
Ticket merge_ticket(Tx&, Actor const&, std::string const& ticket, TicketMergeInput const&, Timestamp now);
// The ticket stands as before. Error::conflict when it is not merged, or was longer than the window ago.
Ticket unmerge_ticket(Tx&, Actor const&, std::string const& ticket, Timestamp now);

// The ticket itself and all that were merged into it, directly or by way of others.
std::vector<TicketId> with_merged(Tx&, TicketId);
// For a page of tickets: number and id of what each was merged into.
struct MergedInto {
    TicketId ticket_id{};
    TicketId into_id{};
    std::string number;
};
DESCRIBE(MergedInto, (), (ticket_id, into_id, number));
std::vector<MergedInto> merged_among(Tx&, std::vector<TicketId> const&);

// Throws db::DbError naming a missing column.
void check_ticket_merge_tables(Tx&);

} // namespace baton
