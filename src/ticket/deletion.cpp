#include "ticket/deletion.h"

#include "ticket/change.h"
#include "ticket/deletion_store.h"
#include "ticket/held.h"
#include "ticket/merge.h"
#include "ticket/snooze.h"

namespace baton {

void delete_ticket(Tx& tx, Actor const& actor, std::string const& reference, DeletionInput const& input,
                   Timestamp now) {
    actor.require(Permission::tickets_delete);
    auto ticket = ticket_for_change(tx, actor, reference, now);
    if (with_merged(tx, ticket.id).size() > 1)
        refuse(tx, ticket, "Other tickets were merged into it: take them out again first.", now);
    std::string const reason = input.reason ? std::string(*input.reason) : "";
    stop_held_messages(tx, ticket, StopReason::deleted, now);
    wake(tx, Actor::system(tx.tenant()), ticket, WakeReason::deleted, now);
    record(tx, event_of(actor, ticket, EventKind::deleted, {{"reason", reason}}), now);
    save(tx, ticket, now); // it may be sealed only now
    move_to_bin(tx, {stored_ticket(tx, ticket.id), now, actor.user, ticket.sealed ? "" : reason});
}

Ticket restore_ticket(Tx& tx, Actor const& actor, TicketId id, Timestamp now) {
    actor.require(Permission::tickets_delete);
    auto const deleted = find_deleted(tx, visible_to(actor), id);
    if (!deleted) throw Error(ErrorCode::not_found, "There is no such ticket in the recycle bin.");
    move_from_bin(tx, *deleted);
    auto ticket = ticket_for_change(tx, actor, std::to_string(id.value), now);
    record(tx, event_of(actor, ticket, EventKind::restored, {}), now);
    save(tx, ticket, now);
    return ticket;
}

std::vector<DeletedTicket> deleted_tickets(Tx& tx, Actor const& actor, std::optional<TicketId> before, int limit) {
    actor.require(Permission::tickets_delete);
    return list_deleted(tx, visible_to(actor), before, limit);
}

int purge_deleted(Tx& tx, Timestamp now, int limit) {
    auto const ids = list_deleted_before(tx, after_seconds(now, -deleted_kept_s), limit);
    for (auto const id : ids)
        erase_ticket(tx, Actor::system(tx.tenant()), id, "its time in the recycle bin was over", now);
    return int(ids.size());
}

} // namespace baton
