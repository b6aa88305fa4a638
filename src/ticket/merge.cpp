#include "ticket/merge.h"

#include "ticket/change.h"
#include "ticket/held.h"
#include "ticket/merge_followers.h"
#include "ticket/merge_store.h"
#include "type/service.h"

#include <algorithm>

namespace baton {
namespace {

TicketId target(Tx& tx, Actor const& actor, std::string const& into) {
    auto const found = find_ticket(tx, visible_to(actor), into, Lock::none);
    if (!found) throw Error(ErrorCode::invalid, "into", "There is no such ticket.");
    return found->id;
}

// The one it had, or the default of its category when that is no more.
Status status_before(Tx& tx, Ticket const& t, TicketMerge const& merge) {
    auto status = known_status(tx, merge.status, "status");
    if (!status.archived_at) return status;
    return default_of(statuses_of(tx, t.type_id), status.category);
}

struct Pair {
    Ticket merged, into;
};

// Locked in the order of their ids, so that two merges of the same tickets wait for each other.
Pair load_both(Tx& tx, Actor const& actor, std::string const& merged, std::string const& into, Timestamp& now) {
    auto const a = visible_ticket(tx, actor, merged).id, b = target(tx, actor, into);
    auto const load = [&](TicketId id) { return ticket_for_change(tx, actor, std::to_string(id.value), now); };
    if (a == b) throw Error(ErrorCode::invalid, "into", "A ticket cannot be merged into itself.");
    if (a < b) {
        auto first = load(a);
        return {std::move(first), load(b)};
    }
    auto first = load(b);
    return {load(a), std::move(first)};
}

void check_pair(Tx& tx, Pair const& both, Timestamp now) {
    if (both.merged.status_category == StatusCategory::closed)
        refuse(tx, both.merged, "The ticket is closed; reopen it before merging it.", now);
    if (is_finished(both.into.status_category))
        refuse(tx, both.into, "The ticket it would be merged into is finished; merge the other way round.", now);
    if (both.merged.requester_id != both.into.requester_id)
        refuse(tx, both.merged, "They are two customers' tickets: merge the customers first, or link the tickets.",
               now);
}

void record_pair(Tx& tx, Actor const& actor, EventKind kind, Standing const& before, Ticket const& merged,
                 TicketId into, Timestamp now) {
    auto data = stage_data(before, merged.standing());
    data["into_id"] = std::to_string(into.value);
    record(tx, event_of(actor, merged, kind, std::move(data)), now);
    record(tx, event_of(actor, into, kind, {{"from_id", std::to_string(merged.id.value)}, {"number", merged.number}}),
           now);
    touch_ticket(tx, into, now);
}

// The other one too, as when they were merged: in the order of their ids, and `now` is after all that happened to both.
void lock_other(Tx& tx, TicketId into, Timestamp& now) {
    auto const other = find_ticket(tx, visible_to(Actor::system(tx.tenant())), std::to_string(into.value), Lock::row);
    if (other) now = std::max(now, other->updated_at);
}

Ticket load_merged(Tx& tx, Actor const& actor, std::string const& reference, Timestamp& now) {
    auto const id = visible_ticket(tx, actor, reference).id;
    auto const merge = find_ticket_merge(tx, id);
    if (merge && merge->into_id < id) lock_other(tx, merge->into_id, now);
    auto t = ticket_seen_for_update(tx, actor, std::to_string(id.value), now);
    if (merge && id < merge->into_id) lock_other(tx, merge->into_id, now);
    require_change(tx, actor, t);
    return t;
}

} // namespace

Ticket merge_ticket(Tx& tx, Actor const& actor, std::string const& reference, TicketMergeInput const& input,
                    Timestamp now) {
    actor.require(Permission::tickets_edit);
    auto both = load_both(tx, actor, reference, input.into, now);
    check_pair(tx, both, now);
    auto& [t, into] = both;
    auto const before = t.standing();
    TicketMerge const merge{t.id, into.id, actor.user, now, t.status, t.resolved_at, t.closed_at};
    // Whatever its form and statuses ask for: the other one goes on.
    move_status(t, default_of(statuses_of(tx, t.type_id), StatusCategory::closed), now);
    if (input.dry_run) return t;
    insert_ticket_merge(tx, merge);
    stop_held_messages(tx, t, StopReason::merged, now);
    record_pair(tx, actor, EventKind::merged, before, t, into.id, now);
    follow_merged(tx, actor, t, into, now);
    follow_stage(tx, before, t, now);
    save(tx, t, now);
    return t;
}

Ticket unmerge_ticket(Tx& tx, Actor const& actor, std::string const& reference, Timestamp now) {
    actor.require(Permission::tickets_edit);
    auto t = load_merged(tx, actor, reference, now);
    auto const merge = find_ticket_merge(tx, t.id);
    if (!merge) refuse(tx, t, "The ticket was not merged.", now);
    if (after_seconds(merge->merged_at, unmerge_window_s) < now)
        refuse(tx, t, "The ticket was merged more than 30 days ago; open a new one instead.", now);
    auto const before = t.standing();
    restore_status(t, status_before(tx, t, *merge), merge->resolved_at, merge->closed_at);
    delete_ticket_merge(tx, t.id);
    record_pair(tx, actor, EventKind::unmerged, before, t, merge->into_id, now);
    end_following(tx, actor, t.id, merge->into_id, now);
    follow_stage(tx, before, t, now);
    save(tx, t, now);
    return t;
}

bool can_see_merged(Tx& tx, Actor const& actor, TicketId id) {
    if (can_see(tx, actor, id)) return true;
    auto const into = list_merged_into(tx, id);
    return !into.empty() && !visible_tickets(tx, actor, into).empty();
}

} // namespace baton
