#include "customer/erasure.h"

#include "api/idempotency.h"
#include "attachment/service.h"
#include "customer/attribute_store.h"
#include "customer/contact_store.h"
#include "customer/merge_store.h"
#include "customer/profile.h"
#include "customer/store.h"
#include "ticket/service.h"

#include <set>

namespace baton {
namespace {

constexpr int tickets_at_once = 10, events_at_once = 200;

// Him and all who were merged into him, locked in the order of their ids.
std::vector<Customer> lock_person(Tx& tx, CustomerId id) {
    std::set<CustomerId> ids, asked = {id};
    while (!asked.empty()) {
        auto const next = *asked.begin();
        asked.erase(next);
        if (!ids.insert(next).second) continue;
        for (auto const from : list_merged_into(tx, next)) asked.insert(from);
    }
    std::vector<Customer> person;
    for (auto const each : ids)
        if (auto customer = lock_customer(tx, each)) person.push_back(*std::move(customer));
    return person;
}

// What one unit of work did.
struct Slice {
    std::vector<TicketId> tickets;
    std::vector<std::string> files;
};

struct Erasing {
    Actor const& actor;
    CustomerId id;
    std::string const& reason;
    Timestamp now;
};

Slice erase_tickets(Tx& tx, Erasing const& e) {
    Slice slice;
    for (auto const& each : lock_person(tx, e.id))
        for (auto const ticket : tickets_to_erase(tx, each.id, tickets_at_once)) {
            auto const files = erase_ticket(tx, e.actor, ticket, e.reason, e.now);
            slice.tickets.push_back(ticket);
            slice.files.insert(slice.files.end(), files.begin(), files.end());
        }
    return slice;
}

void erase_events(Tx& tx, Erasing const& e, CustomerId id) {
    EventId after{};
    for (;;) {
        auto const events = list_customer_events(tx, id, after, events_at_once);
        erase_content(tx, events, e.actor.as_event_actor(), e.reason, e.now);
        if (int(events.size()) < events_at_once) return;
        after = events.back();
    }
}

void erase_one(Tx& tx, Erasing const& e, Customer customer) {
    if (customer.erased_at) return;
    erase_events(tx, e, customer.id);
    remove_contacts(tx, customer.id);
    remove_secrets(tx, customer.id);
    remove_words(tx, customer.id);
    remove_suggestions(tx, customer.id);
    forget_merges(tx, customer.id);
    erase_consents(tx, customer.id);
    customer.name.clear();
    customer.care.clear();
    customer.fields.clear();
    customer.organization_id.reset();
    customer.vip = 0;
    customer.erased_at = e.now;
    ++customer.version;
    save_customer(tx, customer);
    NewEvent erased{.kind = EventKind::erased, .actor = e.actor.as_event_actor()};
    erased.content.data = {{"customer_id", std::to_string(customer.id.value)}, {"reason", e.reason}};
    record(tx, std::move(erased), e.now);
}

// False when a ticket came meanwhile: the tickets go first.
bool erase_person(Tx& tx, Erasing const& e) {
    auto const person = lock_person(tx, e.id);
    for (auto const& each : person)
        if (!tickets_to_erase(tx, each.id, 1).empty()) return false;
    for (auto const& each : person) erase_one(tx, e, each);
    return true;
}

Customer check_order(Tx& tx, Actor const& actor, CustomerId id) {
    actor.require(Permission::customers_erase);
    auto customer = visible_customer(tx, actor, id);
    if (customer.merged_into && !customer.erased_at)
        throw Error(ErrorCode::conflict, "This customer was merged into another: erase that one, or undo the merge.");
    return customer;
}

using Mentions = std::set<std::int64_t>;

// Answers kept for replays show him too.
void erase_answers(db::Database& database, TenantId tenant, Mentions const& ids) {
    std::optional<api::AnswerKey> after;
    do {
        after = db::run(
            database, tenant, [&](Tx& tx) { return api::erase_answers(tx, ids, after, 100); }, db::Urgency::bulk);
    } while (after);
}

void remove_files(db::Database& database, TenantId tenant, std::vector<std::string> const& files,
                  RemoveFiles const& remove) {
    if (files.empty()) return;
    remove(tenant, db::look(database, tenant, [&](Tx& tx) { return without_row(tx, files); }));
}

} // namespace

Erasure erase_customer(db::Database& database, Actor const& actor, CustomerId id, ErasureOrder const& order,
                       RemoveFiles const& remove, Timestamp now) {
    auto const tenant = actor.tenant;
    auto const before = db::look(database, tenant, [&](Tx& tx) { return check_order(tx, actor, id); });
    if (before.erased_at) return {id, *before.erased_at, 0};
    Erasing const erasing{actor, id, order.reason, now};
    Erasure done{id, now, 0};
    Mentions mentions = {id.value};
    for (bool is_over = false; !is_over;) {
        auto const slice = db::run(
            database, tenant, [&](Tx& tx) { return erase_tickets(tx, erasing); }, db::Urgency::bulk);
        for (auto const ticket : slice.tickets) mentions.insert(ticket.value);
        done.tickets += std::int64_t(slice.tickets.size());
        remove_files(database, tenant, slice.files, remove);
        if (slice.tickets.empty())
            is_over = db::run(database, tenant, [&](Tx& tx) { return erase_person(tx, erasing); });
    }
    erase_answers(database, tenant, mentions);
    database.forget_deleted();
    return done;
}

} // namespace baton
