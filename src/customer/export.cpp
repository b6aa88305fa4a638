#include "customer/export.h"

#include "customer/attribute_store.h"
#include "customer/contact_store.h"
#include "customer/profile.h"
#include "customer/record.h"
#include "ticket/service.h"

namespace baton {
namespace {

constexpr int page = 100;

// The person he is now, when he was merged.
void record_export(Tx& tx, Actor const& actor, CustomerId id, Timestamp now) {
    actor.require(Permission::customers_export);
    if (visible_customer(tx, actor, id).erased_at) throw Error(ErrorCode::not_found, "This customer was erased.");
    record_about(tx, actor, id, EventKind::customer_exported, {}, now);
}

json::object clear_secrets(Tx& tx, CustomerId id) {
    json::object values;
    for (auto const& [field, value] : secrets_of(tx, id))
        values[field] = field.starts_with("fields.") ? parse_json(value) : json::value(value);
    return values;
}

CustomerExport profile_of(Tx& tx, Actor const& actor, CustomerId id, Timestamp now) {
    CustomerExport out;
    out.exported_at = now;
    out.customer = present(tx, visible_customer(tx, actor, id), Contacts::clear);
    out.protected_values = clear_secrets(tx, id);
    out.consents = list_consents(tx, id);
    out.views = "/api/v1/customers/" + std::to_string(id.value) + "/views";
    return out;
}

void add_events(db::Database& database, Actor const& actor, CustomerExport& out) {
    std::optional<EventId> after;
    for (std::size_t had = 0;; had = out.events.size()) {
        auto more = db::look(database, actor.tenant, [&](Tx& tx) {
            return present(tx, events_about(tx, actor, out.customer.id, after, page));
        });
        std::ranges::move(more, std::back_inserter(out.events));
        if (out.events.size() - had < page) return;
        after = out.events.back().id;
    }
}

std::vector<EventView> messages_of(Tx& tx, TicketId ticket) {
    std::vector<Event> messages;
    std::optional<EventId> after;
    for (;;) {
        auto const events = ticket_events(tx, ticket, after, page);
        for (auto const& event : events)
            if (event.visibility == Visibility::public_ && !is_withheld(event.state)) messages.push_back(event);
        if (int(events.size()) < page) return present(tx, messages);
        after = events.back().id;
    }
}

// The tickets of the person, whoever among the colleagues sees them: the export is his own right.
TicketFilter all_tickets_of(CustomerId id) {
    TicketFilter filter;
    filter.requester = id;
    filter.order = TicketOrder::oldest;
    filter.limit = page;
    return filter;
}

void add_tickets(db::Database& database, Actor const& actor, CustomerExport& out, Timestamp now) {
    auto filter = all_tickets_of(out.customer.id);
    auto const everything = Actor::system(actor.tenant);
    for (std::size_t found = page; found == page;) {
        auto const tickets = db::look(
            database, actor.tenant, [&](Tx& tx) { return present(tx, tickets_matching(tx, everything, filter), now); });
        found = tickets.size();
        for (auto const& ticket : tickets)
            out.tickets.push_back(
                {ticket, db::look(database, actor.tenant, [&](Tx& tx) { return messages_of(tx, ticket.id); })});
        if (found) filter.after = TicketCursor{0, tickets.back().id};
    }
}

} // namespace

CustomerExport export_customer(db::Database& database, Actor const& actor, CustomerId id, Timestamp now) {
    db::run(database, actor.tenant, [&](Tx& tx) { record_export(tx, actor, id, now); });
    auto out = db::look(database, actor.tenant, [&](Tx& tx) { return profile_of(tx, actor, id, now); });
    add_events(database, actor, out);
    add_tickets(database, actor, out, now);
    return out;
}

} // namespace baton
