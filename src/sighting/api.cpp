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
};
DESCRIBE(SeenView, (), (kind, id));

struct SightingView {
    EventId id{};
    Timestamp at{};
    NamedRef user;
    SeenView seen;
    std::optional<std::string> purpose;
};
DESCRIBE(SightingView, (), (id, at, user, seen, purpose));

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
                         {row.seen.kind, std::to_string(row.seen.id)},
                         row.purpose.empty() ? std::nullopt : std::optional(row.purpose)});
    }
    return views;
}

template <class Of> api::Page<SightingView> page_of(Tx& tx, SightingCall const& call, Of const& of) {
    auto const limit = api::page_limit(call.query.limit);
    auto rows = sightings(tx, of, api::id_cursor<EventId>(call.query.cursor), limit + 1);
    api::Page<SightingView> page;
    page.next_cursor = api::cut_page(rows, limit);
    page.items = present(tx, rows);
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
    return page_of(tx, call, user);
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
