#include "ticket/link_api.h"

#include "ticket/api.h"
#include "ticket/link.h"
#include "ticket/present.h"

namespace baton {
namespace {

struct LinkPath {
    std::string id;
    std::string ticket_id; // of the other, or its number
};
DESCRIBE(LinkPath, (), (id, ticket_id));

struct LinkQuery {
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
DESCRIBE(LinkQuery, (), (limit, cursor));

struct OtherTicket {
    TicketId id{};
    std::string number;
    std::string subject;
    std::string status;
    StatusCategory status_category{};
};
DESCRIBE(OtherTicket, (), (id, number, subject, status, status_category));

struct LinkView {
    LinkRole kind{}; // what the ticket that was asked for is to the other
    OtherTicket ticket;
    Timestamp linked_at{};
};
DESCRIBE(LinkView, (), (kind, ticket, linked_at));

LinkView view_of(TicketId ticket, LinkedTicket const& linked) {
    auto const& [other, link] = linked;
    auto const end = link.from_id == ticket ? LinkEnd::from : LinkEnd::to;
    auto const place = link.kind == LinkKind::related ? LinkPlace{} : LinkPlace{link.kind, end};
    return {
        role_of(place), {other.id, other.number, other.subject, other.status, other.status_category}, link.created_at};
}

api::Page<LinkView> list(Tx& tx, api::Call<api::None, LinkQuery, api::IdPath> const& call) {
    auto const ticket = visible_ticket(tx, call.actor, call.path.id).id;
    auto const limit = api::page_limit(call.query.limit);
    auto const after = api::id_cursor<TicketId>(call.query.cursor).value_or(TicketId{});
    auto const links = links_of(tx, call.actor, ticket, after, limit + 1);
    api::Page<LinkView> page;
    for (auto const& linked : links) {
        if (std::ssize(page.items) == limit) {
            page.next_cursor = std::to_string(page.items.back().ticket.id.value);
            break;
        }
        page.items.push_back(view_of(ticket, linked));
    }
    return page;
}

TicketView link(Tx& tx, api::Call<LinkInput, api::None, api::IdPath> const& call) {
    return present(tx, link_ticket(tx, call.actor, call.path.id, call.body, call.now), call.now);
}

api::None unlink(Tx& tx, api::Call<api::None, api::None, LinkPath> const& call) {
    unlink_ticket(tx, call.actor, call.path.id, call.path.ticket_id, call.now);
    return {};
}

} // namespace

void add_link_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::ticket);
    using enum Permission;
    routes
        .read("/tickets/{id}/links", api::needs(tickets_read),
              "The tickets it is linked to; kind: what this one is to the other", list)
        .viewing(seen_ticket);
    routes.write(http::Method::post, "/tickets/{id}/links", api::needs(tickets_edit), 200,
                 "Link it to another ticket; kind: what this one is to the other", link);
    routes.write(http::Method::del, "/tickets/{id}/links/{ticket_id}", api::needs(tickets_edit), 204,
                 "End the link between the two", unlink);
}

} // namespace baton
