#include "ticket/api.h"

#include "base/hash.h"
#include "event/newest.h"
#include "ticket/export.h"
#include "ticket/fields.h"
#include "ticket/merge.h"
#include "ticket/present.h"
#include "type/service.h"

#include <algorithm>
#include <charconv>

namespace baton {
namespace {

using TicketCall = api::Call<api::None, api::None, api::IdPath>;
template <class Body> using ActionCall = api::Call<Body, api::None, api::IdPath>;

struct TicketQuery : TicketQuestion {
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
DESCRIBE(TicketQuery, (TicketQuestion), (limit, cursor));

BOOST_DEFINE_ENUM_CLASS(EventOrder, oldest_first, newest_first)

struct EventQuery {
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
    std::optional<EventOrder> order;
};
DESCRIBE(EventQuery, (), (limit, cursor, order));

// A cursor names the order it belongs to: a key of one order means nothing in another.
std::string cursor_text(std::string_view order, TicketCursor const& c) {
    return base64url(bytes_of(std::string(order) + ":" + std::to_string(c.key) + ":" + std::to_string(c.id.value)));
}

TicketCursor cursor_from(std::string_view order, std::string const& text) {
    auto const bytes = from_base64url(text);
    std::string_view plain = bytes ? text_of(*bytes) : std::string_view();
    bool good = plain.starts_with(std::string(order) + ":");
    if (good) plain.remove_prefix(order.size() + 1);
    auto const colon = plain.find(':');
    TicketCursor cursor;
    good = good && colon != std::string_view::npos;
    if (good) {
        auto const id = parse_id(plain.substr(colon + 1));
        auto const [end, error] = std::from_chars(plain.data(), plain.data() + colon, cursor.key);
        good = id && error == std::errc() && end == plain.data() + colon;
        if (good) cursor.id = TicketId{*id};
    }
    if (!good) throw Error(ErrorCode::malformed, "The cursor is not one of ours.");
    return cursor;
}

using ListCall = api::Call<api::None, TicketQuery>;
using TicketPage = api::Reply<api::Page<TicketView>>;

TicketFilter filter_of(Tx& tx, ListCall const& call) {
    auto const& q = call.query;
    auto filter = filter_of(tx, call.actor, q);
    filter.limit = api::page_limit(q.limit);
    if (q.cursor) filter.after = cursor_from(name_of(filter.order), *q.cursor);
    return filter;
}

api::Page<TicketView> page_of(Tx& tx, TicketFilter const& filter, std::vector<Ticket> const& rows,
                              std::optional<TicketCursor> const& next, Timestamp now) {
    api::Page<TicketView> page;
    if (next) page.next_cursor = cursor_text(name_of(filter.order), *next);
    page.items = present(tx, rows, now);
    return page;
}

TicketPage list(Tx& tx, ListCall const& call) {
    auto filter = filter_of(tx, call);
    auto const limit = filter.limit++; // one more tells whether there is a next page
    auto rows = tickets_matching(tx, call.actor, filter);
    std::optional<TicketCursor> next;
    if (int(rows.size()) > limit) {
        rows.pop_back();
        next = TicketCursor{sort_key(rows.back(), filter.order), rows.back().id};
    }
    return {page_of(tx, filter, rows, next, call.now), {}, {}};
}

TicketPage list_found(db::Database& database, Search& search, ListCall const& call) {
    auto const tenant = call.actor.tenant;
    auto const filter = db::look(database, tenant, [&](Tx& tx) { return filter_of(tx, call); });
    auto const found = find_tickets(database, search, call.actor, filter, *call.query.q);
    TicketPage page;
    page.value =
        db::look(database, tenant, [&](Tx& tx) { return page_of(tx, filter, found.tickets, found.next, call.now); });
    if (!found.is_complete) page.headers.push_back(search_is_incomplete);
    return page;
}

TicketView open(Tx& tx, TicketNumbers& numbers, api::Call<NewTicket> const& call) {
    auto const opened = open_ticket(tx, call.actor, call.body, numbers, call.now);
    return present(opened.ticket, opened.names, call.now);
}

TicketView show(Tx& tx, TicketCall const& call) {
    return present(tx, visible_ticket(tx, call.actor, call.path.id), call.now);
}

TicketView edit(Tx& tx, ActionCall<api::Patch<TicketEdit>> const& call) {
    auto const t = edit_ticket(tx, call.actor, call.path.id, call.body.changes, call.body.version, call.now);
    return present(tx, t, call.now);
}

api::Page<EventView> events(Tx& tx, api::Call<api::None, EventQuery, api::IdPath> const& call) {
    auto const ticket = visible_ticket(tx, call.actor, call.path.id);
    auto const order = call.query.order.value_or(EventOrder::oldest_first);
    std::optional<EventId> from;
    if (call.query.cursor) from = EventId{cursor_from(name_of(order), *call.query.cursor).id.value};
    auto const limit = api::page_limit(call.query.limit);
    auto const tickets = with_merged(tx, ticket.id);
    auto rows = order == EventOrder::oldest_first ? ticket_events(tx, tickets, from, limit + 1)
                                                  : newest_ticket_events(tx, tickets, from, limit + 1);
    api::Page<EventView> page;
    if (int(rows.size()) > limit) {
        rows.pop_back();
        page.next_cursor = cursor_text(name_of(order), {0, TicketId{rows.back().id.value}});
    }
    page.items = present(tx, rows);
    return page;
}

api::Page<StageView> stages(Tx& tx, TicketCall const& call) {
    auto const ticket = visible_ticket(tx, call.actor, call.path.id);
    return {present(tx, stages_of(tx, ticket.id), call.now), std::nullopt};
}

EventView add(Tx& tx, ActionCall<NewMessage> const& call) {
    auto const event = add_message(tx, call.actor, call.path.id, call.body, call.now);
    return std::move(present(tx, std::vector{event}).front());
}

TicketView move(Tx& tx, ActionCall<StatusChange> const& call) {
    return present(tx, change_status(tx, call.actor, call.path.id, call.body, call.now), call.now);
}

RevealedFields reveal(Tx& tx, ActionCall<FieldRevealOrder> const& call) {
    return reveal_fields(tx, call.actor, call.path.id, call.body, call.now);
}

} // namespace

std::optional<Seen> seen_ticket(Tx& tx, Actor const& actor, std::string const& id_or_number) {
    if (auto const id = parse_id(id_or_number)) return Seen{SeenKind::ticket, *id}; // in sight, or we were not asked
    return Seen{SeenKind::ticket, visible_ticket(tx, actor, id_or_number).id.value};
}

void add_ticket_routes(api::Routes& all, db::Database& database, Search& search) {
    auto routes = all.that_see(api::Sees::ticket);
    using enum http::Method;
    using enum Permission;
    routes.direct(get, "/tickets", api::needs(tickets_read), 200,
                  "Tickets by page, newest first; q: all these words, or four or more characters of a number",
                  [&database, &search](ListCall const& call) {
                      if (call.query.q) return list_found(database, search, call);
                      return db::look(database, call.actor.tenant, [&](Tx& tx) { return list(tx, call); });
                  });
    for (auto const& [path, kind] :
         {std::pair("/tickets.csv", SpreadsheetKind::csv), std::pair("/tickets.xlsx", SpreadsheetKind::xlsx)})
        routes.direct(get, path, api::needs(tickets_export), 200,
                      "The tickets a list would hold, all of them, as a file for spreadsheet programs",
                      [&database, &search, kind = kind](api::Call<api::None, TicketListExport> const& call) {
                          return export_tickets(database, search, call.actor, call.query, kind, call.now);
                      });
    routes.write(post, "/tickets", api::needs(tickets_create), 201, "Open a ticket",
                 [numbers = std::make_shared<TicketNumbers>(database)](Tx& tx, api::Call<NewTicket> const& call) {
                     return open(tx, *numbers, call);
                 });
    routes.read("/tickets/{id}", api::needs(tickets_read), "One ticket, by id or number", show).viewing(seen_ticket);
    routes.write(patch, "/tickets/{id}", api::needs(tickets_edit), 200, "Change the editable fields", edit);
    routes
        .read("/tickets/{id}/events", api::needs(tickets_read),
              "The timeline, oldest first unless the order says otherwise", events)
        .viewing(seen_ticket);
    routes.read("/tickets/{id}/stages", api::needs(tickets_read), "Who had it in which status for how long", stages)
        .viewing(seen_ticket);
    routes.write(post, "/tickets/{id}/messages", api::needs(tickets_reply), 201, "A public reply or an internal note",
                 add);
    routes.write(post, "/tickets/{id}/reveal", api::needs(customers_reveal), 200,
                 "Show masked fields of the ticket for a while, with a reason", reveal);
    routes.write(post, "/tickets/{id}/status", api::needs(tickets_edit), 200, "Move it to another status", move);
}

} // namespace baton
