#include "ticket/deletion_api.h"

#include "ticket/deletion.h"
#include "ticket/present.h"
#include "user/service.h"

namespace baton {
namespace {

struct DeletedTicketView : TicketView {
    Timestamp deleted_at{};
    std::optional<NamedRef> deleted_by;
    std::string delete_reason;
    Timestamp erased_after{}; // then it cannot be restored any more
};
DESCRIBE(DeletedTicketView, (TicketView), (deleted_at, deleted_by, delete_reason, erased_after));

struct BinQuery {
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor; // the last id of the page before
};
DESCRIBE(BinQuery, (), (limit, cursor));

std::vector<DeletedTicketView> present(Tx& tx, std::vector<DeletedTicket> const& deleted, Timestamp now) {
    std::vector<std::int64_t> people;
    for (auto const& ticket : deleted)
        if (ticket.deleted_by) people.push_back(ticket.deleted_by->value);
    auto const names = user_names(tx, people);
    auto const views = baton::present(tx, std::vector<Ticket>(deleted.begin(), deleted.end()), now);
    std::vector<DeletedTicketView> shown;
    for (std::size_t i = 0; i < views.size(); ++i)
        shown.push_back({views[i], deleted[i].deleted_at, ref(deleted[i].deleted_by, names), deleted[i].delete_reason,
                         after_seconds(deleted[i].deleted_at, deleted_kept_s)});
    return shown;
}

api::Page<DeletedTicketView> list(Tx& tx, api::Call<api::None, BinQuery> const& call) {
    auto const limit = api::page_limit(call.query.limit);
    auto rows = deleted_tickets(tx, call.actor, api::id_cursor<TicketId>(call.query.cursor), limit + 1);
    auto const next = api::cut_page(rows, limit);
    return {present(tx, rows, call.now), next};
}

api::None remove(Tx& tx, api::Call<api::None, DeletionInput, api::IdPath> const& call) {
    delete_ticket(tx, call.actor, call.path.id, call.query, call.now);
    return {};
}

TicketView restore(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    auto const ticket = restore_ticket(tx, call.actor, api::path_id<TicketId>(call.path.id), call.now);
    return baton::present(tx, ticket, call.now);
}

} // namespace

void add_deletion_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::ticket);
    auto const may = api::needs(Permission::tickets_delete);
    routes.write(http::Method::del, "/tickets/{id}", may, 204, "Put it into the recycle bin, for 30 days", remove);
    routes.read("/deleted-tickets", may, "What is in the recycle bin, by page, last made first", list);
    routes.write(http::Method::post, "/deleted-tickets/{id}/restore", may, 200, "It stands as before", restore);
}

} // namespace baton
