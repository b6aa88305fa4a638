#include "ticket/split.h"

#include "attachment/service.h"
#include "ticket/change.h"
#include "ticket/link.h"
#include "ticket/merge.h"
#include "type/service.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::string_view origin_member = "split_from";

bool is_said(Event const& e) {
    bool const speaks =
        e.kind == EventKind::message || e.kind == EventKind::ticket_opened || e.kind == EventKind::copied;
    return speaks && e.content && !is_withheld(e.state);
}

// In the order they were said.
std::vector<Event> chosen(Tx& tx, Ticket const& t, std::vector<EventId> const& ids) {
    auto const tickets = with_merged(tx, t.id);
    std::vector<Event> events;
    Problems problems;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        auto event = find_event(tx, ids[i]);
        bool const is_its = event && event->ticket_id && std::ranges::count(tickets, *event->ticket_id) > 0;
        if (is_its && is_said(*event)) events.push_back(*std::move(event));
        else problems.add(fmt::format("event_ids[{}]", i), "is not a message of this ticket");
    }
    problems.raise();
    std::ranges::sort(events, {}, &Event::id);
    return events;
}

Type type_of_new(Tx& tx, Ticket const& t, SplitInput const& input) {
    auto type = input.type ? require_type(tx, std::optional<std::string>(*input.type)) : type_of(tx, t.type_id);
    if (type.archived_at) throw Error(ErrorCode::invalid, "type", "The ticket's type is archived: name another one.");
    if (t.sealed && !type.is_sensitive)
        throw Error(ErrorCode::invalid, "type",
                    "What is said in this ticket is kept encrypted: the type of the new one must be marked too.");
    return type;
}

NewTicket ticket_of(Ticket const& t, Type const& type, SplitInput const& input) {
    NewTicket fresh;
    fresh.subject = input.subject;
    fresh.description = input.description;
    if (input.fields) fresh.fields = *input.fields;
    fresh.type = type.path;
    fresh.priority = input.priority.value_or(t.priority);
    fresh.department_id = input.department_id;
    if (!fresh.department_id && !input.type) fresh.department_id = t.department_id;
    fresh.assignee_id = input.assignee_id;
    fresh.channel = t.channel;
    fresh.requester.id = t.requester_id;
    return fresh;
}

SplitFrom origin_of(Event const& said, Ticket const& t) {
    if (auto const first = split_from(said)) return *first;
    CopiedAuthor author{said.actor_kind, {}};
    if (said.actor_id) author.id = std::to_string(*said.actor_id);
    return {t.id, t.number, said.id, said.at, std::move(author)};
}

void copy(Tx& tx, Actor const& actor, Event const& said, Ticket const& from, Ticket const& into, Timestamp now) {
    std::vector<AttachmentId> originals;
    for (auto const& id : said.content->attachment_ids) originals.push_back(AttachmentId{parse_id(id).value()});
    auto const files = copy_attachments(tx, actor, originals, now);
    auto event = event_of(actor, into, EventKind::copied, {{origin_member, to_json(origin_of(said, from))}});
    event.visibility = said.visibility;
    event.content.body = said.content->body;
    event.content.quoted = said.content->quoted;
    event.content.html = said.content->html;
    for (auto const id : files) event.content.attachment_ids.push_back(std::to_string(id.value));
    auto const id = record(tx, std::move(event), now);
    attach(tx, actor, files, into.id, id, now);
}

void record_split(Tx& tx, Actor const& actor, Ticket const& from, Ticket const& into,
                  std::vector<EventId> const& events, Timestamp now) {
    auto const id_of = [](Ticket const& t) { return std::to_string(t.id.value); };
    record(tx,
           event_of(actor, from, EventKind::split,
                    {{"into_id", id_of(into)}, {"number", into.number}, {"events", to_json(events)}}),
           now);
    record(tx, event_of(actor, into, EventKind::split, {{"from_id", id_of(from)}, {"number", from.number}}), now);
    link_tickets(tx, actor, into, from, LinkKind::related, now);
}

} // namespace

void check(SplitInput const& input, Problems& problems) {
    if (problems.has("event_ids")) return;
    auto const& ids = input.event_ids;
    if (ids.empty()) problems.add("event_ids", "is required: the messages that go along");
    if (ids.size() > max_split_events) return problems.add("event_ids", "must have at most 100 entries");
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (std::ranges::count(ids, ids[i]) > 1) problems.add(fmt::format("event_ids[{}]", i), "is there twice");
}

Ticket split_ticket(Tx& tx, Actor const& actor, std::string const& reference, SplitInput const& input,
                    TicketNumbers& numbers, Timestamp now) {
    actor.require(Permission::tickets_edit);
    auto const t = ticket_for_change(tx, actor, reference, now);
    Problems problems;
    std::vector<Event> events;
    Type type;
    problems.take([&] { events = chosen(tx, t, input.event_ids); });
    problems.take([&] { type = type_of_new(tx, t, input); });
    problems.raise();
    auto const rules = input.fields ? FormRules::enforced : FormRules::waived;
    auto const fresh = open_ticket(tx, actor, ticket_of(t, type, input), numbers, now, rules).ticket;
    for (auto const& said : events) copy(tx, actor, said, t, fresh, now);
    record_split(tx, actor, t, fresh, input.event_ids, now);
    touch_ticket(tx, t.id, now);
    return fresh;
}

std::optional<SplitFrom> split_from(Event const& event) {
    if (event.kind != EventKind::copied || !event.content) return std::nullopt;
    auto const* origin = event.content->data.if_contains(origin_member);
    return origin ? std::optional(read_json<SplitFrom>(*origin)) : std::nullopt;
}

EventActor author_of(Event const& event) {
    auto const origin = split_from(event);
    if (!origin) return {event.actor_kind, event.actor_id};
    return {origin->author.kind, origin->author.id ? parse_id(*origin->author.id) : std::nullopt};
}

Timestamp said_at(Event const& event) {
    auto const origin = split_from(event);
    return origin ? origin->at : event.at;
}

} // namespace baton
