// Which ticket a customer means, and what of it and its neighbours is his.
#include "ticket/customer_side.h"
#include "ticket/customer_side_store.h"
#include "ticket/merge.h"
#include "ticket/store.h"

namespace baton {
namespace {

constexpr int longest_chain = 1000;
Scope const every_ticket{Scope::Kind::everything, {}, {}, {}};

} // namespace

Actor customer_of(Tx const& tx, Ticket const& t) {
    Actor actor;
    actor.tenant = tx.tenant();
    actor.kind = ActorKind::customer;
    actor.permissions = {Permission::tickets_create};
    actor.customer = t.requester_id.value;
    actor.ticket = t.id;
    return actor;
}

std::optional<Ticket> ticket_by_number(Tx& tx, std::string const& number) {
    if (parse_id(number)) return std::nullopt; // that would be an id
    return find_ticket(tx, every_ticket, number, Lock::none);
}

Ticket followed(Tx& tx, Ticket t) {
    for (int steps = 0; t.status_category == StatusCategory::closed && steps < longest_chain; ++steps) {
        auto const merged = merged_among(tx, {t.id});
        if (merged.empty()) break;
        auto into = find_ticket(tx, every_ticket, std::to_string(merged.front().into_id.value), Lock::none);
        if (!into || into->requester_id != t.requester_id) break;
        t = *std::move(into);
    }
    return t;
}

bool is_merged(Tx& tx, Ticket const& t) {
    return t.status_category == StatusCategory::closed && !merged_among(tx, {t.id}).empty();
}

std::vector<TicketId> told_together(Tx& tx, Ticket const& t) {
    auto const all = with_merged(tx, t.id);
    return all.size() == 1 ? all : list_of_requester(tx, all, t.requester_id);
}

} // namespace baton
