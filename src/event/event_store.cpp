#include "event/event_store.h"

#include "db/marks.h"
#include "event/content.h"
#include "event/newest.h"

#include <algorithm>

template <> inline constexpr std::string_view baton::db::table<baton::ClearContent> = "events";
template <> inline constexpr std::string_view baton::db::table<baton::EventMark> = "events";

namespace baton {
namespace {

std::string const event_columns = db::columns<Event>();

Event event_of(Tx& tx, db::Row const& row) {
    Event event;
    int column = 0;
    for_each_field<Event>([&](std::string_view, auto member) {
        if constexpr (std::same_as<std::remove_cvref_t<decltype(event.*member)>, std::optional<EventContent>>) {
            if (!row.is_null(column)) event.content = read_content(open_content(tx, row.bytes(column)).text);
        } else db::detail::read_column(row, column, event.*member);
        ++column;
    });
    return event;
}

template <class... A> std::vector<Event> select_events(Tx& tx, std::string const& condition, A const&... args) {
    std::vector<Event> events;
    tx.query(
        "select " + event_columns + " from events where tenant_id = $1 and " + condition,
        [&](db::Row const& row) { events.push_back(event_of(tx, row)); }, tx.tenant(), args...);
    return events;
}

// One above everything numbered or sealed: events may have been removed by retention, seals never are.
constexpr std::string_view insert_numbered =
    "insert into events (tenant_id, id, ticket_id, at, actor_kind, actor_id, kind, visibility, state, content, salt,"
    " content_hash, request_id, seq) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1 + max("
    "coalesce((select max(seq) from events where tenant_id = $1), 0), "
    "coalesce((select last_seq from batches where tenant_id = $1 order by first_seq desc limit 1), 0)))";
constexpr std::string_view insert_unnumbered =
    "insert into events (tenant_id, id, ticket_id, at, actor_kind, actor_id, kind, visibility, state, content, salt,"
    " content_hash, request_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

db::Blob blob(Bytes bytes) { return {bytes.begin(), bytes.end()}; }

// The beginning of a statement; what more they must be follows.
std::string select_of(Tx& tx, db::Params& params, std::vector<TicketId> const& tickets) {
    auto const tenant = params.mark(tx.tenant());
    return "select " + event_columns + " from events where tenant_id = " + tenant + " and ticket_id in " +
           list_of(params, tickets);
}

std::vector<Event> read_events(Tx& tx, std::string const& sql, db::Params const& params) {
    std::vector<Event> events;
    tx.query_with(sql, params, [&](db::Row const& row) { events.push_back(event_of(tx, row)); });
    return events;
}

} // namespace

void insert_event(Tx& tx, NewEventRow const& row) {
    auto const sql = tx.dialect() == db::Dialect::sqlite ? insert_numbered : insert_unnumbered;
    auto const request = row.request_id.empty() ? std::nullopt : std::optional(row.request_id);
    tx.exec(sql, tx.tenant(), row.id, row.event.ticket_id, row.at, row.event.actor.kind, row.event.actor.id,
            row.event.kind, row.event.visibility, row.event.state, row.content, blob(row.salt), blob(row.content_hash),
            request);
}

std::optional<ErasableEvent> find_erasable(Tx& tx, EventId id) {
    std::optional<ErasableEvent> found;
    tx.query(
        "select id, ticket_id, kind, case when content is null then 0 else 1 end from events"
        " where tenant_id = $1 and id = $2",
        [&](db::Row const& row) { found = db::read_row<ErasableEvent>(row); }, tx.tenant(), id);
    return found;
}

void save_delivery(Tx& tx, EventId id, DeliveryState state) {
    tx.exec("update events set state = $3 where tenant_id = $1 and id = $2", tx.tenant(), id, state);
}

void drop_content(Tx& tx, EventId id) {
    tx.exec("update events set content = null, salt = null, request_id = null where tenant_id = $1 and id = $2",
            tx.tenant(), id);
}

std::vector<ClearContent> clear_contents(Tx& tx, TicketId ticket) {
    // Erasures stay: the chain is proved with what they name.
    return tx.select<ClearContent>("where tenant_id = $1 and ticket_id = $2 and kind <> 'erased'"
                                   " and content not like '{\"encrypted%' order by id",
                                   tx.tenant(), ticket);
}

void save_encrypted(Tx& tx, EventId id, std::string const& content) {
    tx.exec("update events set content = $3, salt = null where tenant_id = $1 and id = $2", tx.tenant(), id, content);
}

std::vector<Event> ticket_events(Tx& tx, TicketId ticket, std::optional<EventId> after, int limit) {
    return select_events(tx, "ticket_id = $2 and id > $3 order by id limit $4", ticket, after.value_or(EventId{}),
                         limit);
}

std::vector<Event> ticket_events(Tx& tx, std::vector<TicketId> const& tickets, std::optional<EventId> after,
                                 int limit) {
    if (tickets.size() == 1) return ticket_events(tx, tickets.front(), after, limit);
    db::Params params;
    auto sql = select_of(tx, params, tickets);
    sql += " and id > " + params.mark(after.value_or(EventId{}));
    sql += " order by id limit " + params.mark(limit);
    return read_events(tx, sql, params);
}

std::vector<Event> newest_ticket_events(Tx& tx, std::vector<TicketId> const& tickets, std::optional<EventId> before,
                                        int limit) {
    db::Params params;
    auto sql = select_of(tx, params, tickets);
    if (before) sql += " and id < " + params.mark(*before);
    sql += " order by id desc limit " + params.mark(limit);
    return read_events(tx, sql, params);
}

std::vector<Event> public_events(Tx& tx, std::vector<TicketId> const& tickets, std::vector<EventKind> const& kinds,
                                 int limit) {
    db::Params params;
    auto sql = select_of(tx, params, tickets);
    sql += " and kind in " + list_of(params, kinds);
    sql += " and visibility = " + params.mark(Visibility::public_);
    sql += " and (state is null or state not in (" + params.mark(DeliveryState::held) + ", " +
           params.mark(DeliveryState::withdrawn) + "))";
    sql += " order by id desc limit " + params.mark(limit);
    auto events = read_events(tx, sql, params);
    std::ranges::reverse(events);
    return events;
}

std::optional<Event> find_event(Tx& tx, EventId id) {
    auto events = select_events(tx, "id = $2", id);
    if (events.empty()) return std::nullopt;
    return std::move(events.front());
}

std::optional<Event> last_ticket_event(Tx& tx, TicketId ticket, EventKind kind, ActorKind by) {
    auto events = select_events(tx, "ticket_id = $2 and kind = $3 and actor_kind = $4 order by id desc limit 1", ticket,
                                kind, by);
    if (events.empty()) return std::nullopt;
    return std::move(events.front());
}

std::vector<Event> events_after(Tx& tx, std::int64_t after_seq, int limit) {
    return select_events(tx, "seq > $2 order by seq limit $3", after_seq, limit);
}

std::vector<EventMark> marks_after(Tx& tx, std::int64_t after_seq, int limit) {
    return tx.select<EventMark>("where tenant_id = $1 and seq > $2 order by seq limit $3", tx.tenant(), after_seq,
                                limit);
}

LogHead log_head(Tx& tx) {
    LogHead head{.seq = last_seq(tx)};
    if (tx.dialect() == db::Dialect::sqlite) return head; // numbered as they are written
    tx.query(
        "select min(e.id), max(e.id) from events e where e.tenant_id = $1 and e.seq is null",
        [&](db::Row const& row) {
            if (row.is_null(0)) return;
            head.least_unnumbered = EventId{row.integer(0)};
            head.greatest_unnumbered = EventId{row.integer(1)};
        },
        tx.tenant());
    return head;
}

std::vector<TicketId> tickets_after(Tx& tx, std::int64_t after_seq) {
    std::vector<TicketId> tickets;
    tx.query(
        "select ticket_id from events where tenant_id = $1 and seq > $2 and ticket_id is not null"
        " union select ticket_id from events where tenant_id = $1 and seq is null and ticket_id is not null",
        [&](db::Row const& row) { tickets.push_back(TicketId{row.integer(0)}); }, tx.tenant(), after_seq);
    return tickets;
}

std::vector<Event> events_without_ticket(Tx& tx, AuditFilter const& f) {
    db::Params params;
    auto sql = "select " + event_columns + " from events where tenant_id = " + params.mark(tx.tenant());
    sql += " and ticket_id is null";
    if (!f.kinds.empty()) sql += " and kind in " + list_of(params, f.kinds);
    if (f.actor_id) sql += " and actor_kind = 'agent' and actor_id = " + params.mark(*f.actor_id);
    if (f.from) sql += " and at >= " + params.mark(*f.from);
    if (f.to) sql += " and at < " + params.mark(*f.to);
    if (f.before) sql += " and id < " + params.mark(*f.before);
    sql += " order by id desc limit " + params.mark(f.limit);
    std::vector<Event> events;
    tx.query_with(sql, params, [&](db::Row const& row) { events.push_back(event_of(tx, row)); });
    return events;
}

std::int64_t last_seq(Tx& tx) {
    return tx.value<std::int64_t>("select max(seq) from events where tenant_id = $1", tx.tenant()).value_or(0);
}

} // namespace baton
