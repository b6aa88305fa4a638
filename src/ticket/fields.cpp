#include "ticket/fields.h"

#include "customer/contact.h"
#include "customer/profile.h"
#include "form/service.h"
#include "ticket/change.h"
#include "ticket/field_store.h"
#include "ticket/service.h"
#include "type/service.h"

#include <algorithm>

namespace baton {
namespace {

constexpr std::int64_t reveal_lifetime_s = 600;
constexpr std::string_view prefix = "fields.";

// A customer is named by who sees him.
void check_customers(Tx& tx, Actor const& actor, Filled const& filled, Problems& problems) {
    for (auto const& change : filled.changes) {
        if (change.field.kind != FieldKind::customer || change.after.is_null()) continue;
        try {
            visible_customer(tx, actor, CustomerId{parse_id(change.after.as_string()).value()});
        } catch (Error const& error) {
            if (error.code != ErrorCode::not_found) throw;
            problems.add(join_path("fields", change.field.key), "There is no such customer.");
        }
    }
}

} // namespace

Filled fill_new(Tx& tx, Actor const& actor, Type const& type, json::object const& given, Circumstances const& c,
                Problems& problems) {
    auto form = form_of(tx, type);
    if (actor.kind == ActorKind::customer) form = for_customers(std::move(form));
    auto filled = fill(form, {}, given, true, c, problems);
    check_customers(tx, actor, filled, problems);
    return filled;
}

Filled fill_again(Tx& tx, Actor const& actor, Ticket const& t, Type const& from, Type const& to,
                  json::object const& given, Circumstances const& c, Problems& problems) {
    bool const moves = from.id != to.id;
    Filled carried{t.fields, {}};
    if (!moves && given.empty() && c.priority == t.priority) return carried;
    auto const form = form_of(tx, to);
    if (moves) carried = carry_over(form_of(tx, from), form, t.fields);
    auto filled = fill(form, carried.values, given, moves, c, problems);
    check_customers(tx, actor, filled, problems);
    filled.changes.insert(filled.changes.begin(), carried.changes.begin(), carried.changes.end());
    return filled;
}

void check(FieldRevealOrder const& order, Problems& problems) {
    if (order.fields.empty() && !problems.has("fields")) problems.add("fields", "name at least one");
    if (order.fields.size() > max_fields) problems.add("fields", "must have at most 200 entries");
}

RevealedFields reveal_fields(Tx& tx, Actor const& actor, std::string const& reference, FieldRevealOrder const& order,
                             Timestamp now) {
    actor.require(Permission::customers_reveal);
    auto const ticket = visible_ticket(tx, actor, reference);
    auto const form = form_of(tx, type_of(tx, ticket.type_id));
    auto const secrets = secrets_of_ticket(tx, ticket.id);
    RevealedFields revealed{{}, after_seconds(now, reveal_lifetime_s)};
    Problems problems;
    for (std::size_t i = 0; i < order.fields.size(); ++i) {
        std::string_view const name = order.fields[i];
        auto const* field = name.starts_with(prefix) ? field_of(form, name.substr(prefix.size())) : nullptr;
        auto const it = field ? secrets.find(field->id) : secrets.end();
        if (!field || field->kind != FieldKind::phone)
            problems.add("fields[" + std::to_string(i) + "]", "must be fields.<key> of a phone");
        else revealed.values[name] = it == secrets.end() ? json::value(nullptr) : json::value(shown_phone(it->second));
    }
    problems.raise();
    record(tx,
           event_of(actor, ticket, EventKind::revealed,
                    {{"fields", to_json(order.fields)},
                     {"reason", std::string_view(order.reason)},
                     {"until", to_rfc3339(revealed.until)}}),
           now);
    return revealed;
}

} // namespace baton
