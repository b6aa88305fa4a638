#include "audit/api.h"

#include "ticket/present.h"

namespace baton {
namespace {

struct AuditQuery {
    std::vector<EventKind> kind;
    std::optional<UserId> actor;
    std::optional<Timestamp> from, to; // from <= at < to
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
DESCRIBE(AuditQuery, (), (kind, actor, from, to, limit, cursor));

// Looks and presence are many and have lists of their own: here they are shown to who asks for them.
std::vector<EventKind> kinds_shown(std::vector<EventKind> const& asked) {
    if (!asked.empty()) return asked;
    std::vector<EventKind> changes;
    for_each_value<EventKind>([&](EventKind kind) {
        if (kind != EventKind::viewed && kind != EventKind::presence_changed) changes.push_back(kind);
    });
    return changes;
}

api::Page<EventView> list(Tx& tx, api::Call<api::None, AuditQuery> const& call) {
    auto const& q = call.query;
    AuditFilter filter{.kinds = kinds_shown(q.kind), .actor_id = {}, .from = q.from, .to = q.to, .before = {}};
    if (q.actor) filter.actor_id = q.actor->value;
    filter.before = api::id_cursor<EventId>(q.cursor);
    auto const limit = api::page_limit(q.limit);
    filter.limit = limit + 1; // one more tells whether there is a next page
    auto events = events_without_ticket(tx, filter);
    api::Page<EventView> page;
    page.next_cursor = api::cut_page(events, limit);
    page.items = present(tx, events);
    return page;
}

} // namespace

void add_audit_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    routes.read("/audit", api::needs(Permission::audit_read),
                "Changes of people, roles, departments and settings, newest first", list);
}

} // namespace baton
