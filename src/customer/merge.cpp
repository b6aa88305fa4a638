#include "customer/merge.h"

#include "customer/merge_store.h"
#include "customer/present.h"
#include "customer/profile.h"
#include "customer/record.h"
#include "ticket/service.h"

namespace baton {
namespace {

// Both rows, locked in the order of their ids, so that two merges never wait for each other.
std::pair<Customer, Customer> lock_both(Tx& tx, CustomerId a, CustomerId b) {
    auto const first = lock_customer(tx, std::min(a, b));
    auto const second = lock_customer(tx, std::max(a, b));
    if (!first || !second || first->erased_at || second->erased_at)
        throw Error(ErrorCode::not_found, "There is no such customer.");
    return a < b ? std::pair(*first, *second) : std::pair(*second, *first);
}

[[noreturn]] void refuse(Tx& tx, Actor const& actor, Customer const& customer, std::string const& field,
                         std::string const& sentence) {
    Error error(ErrorCode::conflict, field, sentence);
    error.current = to_json(present(tx, customer, contacts_for(actor)));
    throw error;
}

void save(Tx& tx, Customer& customer) {
    ++customer.version;
    save_customer(tx, customer);
}

void record_both(Tx& tx, Actor const& actor, Merge const& m, EventKind kind, std::size_t tickets, Timestamp now) {
    json::object const data = {{"from_id", std::to_string(m.from_id.value)},
                               {"into_id", std::to_string(m.into_id.value)},
                               {"tickets", tickets}};
    record_about(tx, actor, m.from_id, kind, data, now);
    record_about(tx, actor, m.into_id, kind, data, now);
}

} // namespace

Customer merge_customers(Tx& tx, Actor const& actor, CustomerId from, MergeOrder const& order, Timestamp now) {
    actor.require(Permission::customers_merge);
    if (from == order.into) throw Error(ErrorCode::invalid, "into", "is the same customer");
    visible_customer(tx, actor, from);
    if (!find_customer(tx, customers_visible_to(actor), order.into))
        throw Error(ErrorCode::invalid, "into", "There is no such customer.");
    auto [gone, survivor] = lock_both(tx, from, order.into);
    refuse_stale(tx, actor, gone, order.version);
    if (gone.merged_into) refuse(tx, actor, gone, "", "This customer was merged already.");
    if (survivor.merged_into) refuse(tx, actor, survivor, "into", "was merged into another customer: name that one");
    Merge const merge{tx.next_id<MergeId>(now), from, order.into, now, {}};
    insert_merge(tx, merge);
    move_contacts(tx, merge);
    auto const tickets = move_requester(tx, from, order.into);
    note_tickets(tx, merge.id, tickets);
    gone.merged_into = order.into;
    save(tx, gone);
    save(tx, survivor);
    remove_suggestion(tx, from, order.into);
    record_both(tx, actor, merge, EventKind::merged, tickets.size(), now);
    return survivor;
}

Customer unmerge_customer(Tx& tx, Actor const& actor, CustomerId from, Timestamp now) {
    actor.require(Permission::customers_merge);
    auto const merge = find_merge_of(tx, from);
    if (!merge) {
        visible_customer(tx, actor, from);
        throw Error(ErrorCode::conflict, "This customer is not merged into another.");
    }
    visible_customer(tx, actor, merge->into_id); // his tickets are there
    auto [gone, survivor] = lock_both(tx, from, merge->into_id);
    if (gone.merged_into != merge->into_id) // another unit was first
        refuse(tx, actor, gone, "", "This customer is not merged into another.");
    if (survivor.merged_into)
        refuse(tx, actor, survivor, "", "The one he was merged into was merged on: undo that merge first.");
    return_contacts(tx, *merge);
    auto const tickets = noted_tickets(tx, merge->id);
    return_requester(tx, tickets, merge->into_id, from);
    end_merge(tx, merge->id, now);
    gone.merged_into.reset();
    save(tx, gone);
    save(tx, survivor);
    record_both(tx, actor, *merge, EventKind::unmerged, tickets.size(), now);
    return gone;
}

} // namespace baton
