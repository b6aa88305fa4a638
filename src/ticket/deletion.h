// The recycle bin 回收站. The row of a deleted ticket stands apart from the others, so that no list, count, search or
// lookup can meet it. From there it is restored or, when its time is over, erased for good. Each runs inside the
// caller's unit of work.
#pragma once
#include "ticket/service.h"

namespace baton {

inline constexpr std::int64_t deleted_kept_s = 30 * std::int64_t(86'400);

struct DeletedTicket : Ticket {
    Timestamp deleted_at{};
    std::optional<UserId> deleted_by; // a person
    std::string delete_reason;        // "" for a marked ticket: there only its event has it
};
DESCRIBE(DeletedTicket, (Ticket), (deleted_at, deleted_by, delete_reason));

struct DeletionInput {
    std::optional<Text<1, 500>> reason;
};
DESCRIBE(DeletionInput, (), (reason));

// Refused (Error::conflict) while others are merged into it or it is merged itself.
void delete_ticket(Tx&, Actor const&, std::string const& id_or_number, DeletionInput const&, Timestamp now);
// It stands as before. Throws Error::not_found when it is not in the bin or out of the actor's sight.
Ticket restore_ticket(Tx&, Actor const&, TicketId, Timestamp now);
// Those the actor would see, last made first, after `before` (exclusive).
std::vector<DeletedTicket> deleted_tickets(Tx&, Actor const&, std::optional<TicketId> before, int limit);
// Erases those whose time is over: what anybody wrote into them, their files, their rows. Returns how many.
int purge_deleted(Tx&, Timestamp now, int limit);

// Throws db::DbError naming a missing column.
void check_deletion_tables(Tx&);

} // namespace baton
