#include "sighting/api.h"

#include "customer/profile.h"
#include "sighting/service.h"
#include "ticket/present.h"
#include "user/service.h"

namespace baton {
namespace {

struct SightingQuery {
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
DESCRIBE(SightingQuery, (), (limit, cursor));
using SightingCall = api::Call<api::None, SightingQuery, api::IdPath>;

struct SeenView {
    SeenKind kind = SeenKind::ticket;
    std::string id;
    Maybe<std::string>
        name; // number and subject, or the customer's; only of what one person saw, in the caller's sight
};
DESCRIBE(SeenView, (), (kind, id, name));

struct SightingView {
    EventId id{};
    Timestamp at{};
    NamedRef user;
    SeenView seen;
    std::optional<std::string> purpose;
};
DESCRIBE(SightingView, (), (id, at, user, seen, purpose));

Maybe<std::string> name_of_seen(Tx& tx, Actor const& actor, Seen const& seen) {
    try {
        if (seen.kind == SeenKind::customer) return visible_customer(tx, actor, CustomerId{seen.id}).name;
        auto const ticket = visible_ticket(tx, actor, std::to_string(seen.id));
        return ticket.number + " " + ticket.subject;
    } catch (Error const& error) {
        if (error.code != ErrorCode::not_found) throw;
        return {};
    }
}

std::vector<SightingView> present(Tx& tx, std::vector<Sighting> const& rows) {
    std::vector<std::int64_t> ids;
    for (auto const& row : rows) ids.push_back(row.user.value);
    auto const names = user_names(tx, ids);
    std::vector<SightingView> views;
    for (auto const& row : rows) {
        auto const name = names.find(row.user.value);
        views.push_back({row.id,
                         row.at,
                         {std::to_string(row.user.value), name == names.end() ? "" : name->second},
                         {row.seen.kind, std::to_string(row.seen.id), {}},
                         row.purpose.empty() ? std::nullopt : std::optional(row.purpose)});
    }
    return views;
}

template <class Of>
api::Page<SightingView> page_of(Tx& tx, SightingCall const& call, Of const& of, bool with_names = false) {
    auto const limit = api::page_limit(call.query.limit);
    auto rows = sightings(tx, of, api::id_cursor<EventId>(call.query.cursor), limit + 1);
    api::Page<SightingView> page;
    page.next_cursor = api::cut_page(rows, limit);
    page.items = present(tx, rows);
    std::map<Seen, Maybe<std::string>> names; // of each thing once
    for (std::size_t i = 0; with_names && i < rows.size(); ++i) {
        auto const [known, is_new] = names.try_emplace(rows[i].seen);
        if (is_new) known->second = name_of_seen(tx, call.actor, rows[i].seen);
        page.items[i].seen.name = known->second;
    }
    return page;
}

api::Page<SightingView> of_ticket(Tx& tx, SightingCall const& call) {
    return page_of(tx, call, Seen{SeenKind::ticket, visible_ticket(tx, call.actor, call.path.id).id.value});
}

api::Page<SightingView> of_customer(Tx& tx, SightingCall const& call) {
    auto const customer = visible_customer(tx, call.actor, api::path_id<CustomerId>(call.path.id));
    return page_of(tx, call, Seen{SeenKind::customer, customer.id.value});
}

api::Page<SightingView> by_user(Tx& tx, SightingCall const& call) {
    auto const user = api::path_id<UserId>(call.path.id);
    if (user_names(tx, {user.value}).empty()) throw Error(ErrorCode::not_found, "There is nobody with this id.");
    return page_of(tx, call, user, true);
}

} // namespace

void add_sighting_routes(api::Routes& all) {
    using enum Permission;
    auto tickets = all.that_see(api::Sees::ticket);
    auto customers = all.that_see(api::Sees::customer);
    auto people = all.that_see(api::Sees::tenant);
    tickets.read("/tickets/{id}/views", api::needs(audit_read), "Who looked at it, newest first", of_ticket);
    customers.read("/customers/{id}/views", api::needs(audit_read), "Who looked at him, newest first", of_customer);
    people.read("/users/{id}/views", api::needs(audit_read), "What he looked at, newest first", by_user);
}

} // namespace baton
