#include "portal/present.h"

#include "attachment/service.h"
#include "department/service.h"
#include "tenant/service.h"
#include "ticket/held.h"
#include "ticket/mention.h"
#include "ticket/split.h"
#include "type/service.h"
#include "user/service.h"

#include <algorithm>
#include <set>

namespace baton {
namespace {

constexpr int most_messages = 500;

// What a customer reads of what was said; the rest of the timeline is not for him.
std::vector<EventKind> const told_kinds = {EventKind::ticket_opened, EventKind::message, EventKind::confirmed,
                                           EventKind::reopened,      EventKind::nudged,  EventKind::copied};

bool says_something(Event const& e) {
    return e.content && (!e.content->body.empty() || !e.content->attachment_ids.empty());
}

struct Sources {
    std::vector<Attachment> attachments;
    std::map<std::int64_t, PortalAuthor> staff; // by user
};

// Name and first department of those who wrote.
std::map<std::int64_t, PortalAuthor> staff_of(Tx& tx, std::vector<Event> const& events) {
    std::set<std::int64_t> ids;
    for (auto const& e : events)
        if (auto const author = author_of(e); author.kind == ActorKind::agent && author.id) ids.insert(*author.id);
    auto const names = user_names(tx, {ids.begin(), ids.end()});
    std::map<std::int64_t, PortalAuthor> staff;
    for (auto const& [id, name] : names) {
        PortalAuthor author{AuthorKind::staff, Maybe<std::string>{name}, {}};
        auto const departments = departments_of_user(tx, UserId{id});
        if (!departments.empty()) author.department = Maybe<std::string>{departments.front().name};
        staff.emplace(id, std::move(author));
    }
    return staff;
}

std::vector<AttachmentId> files_of(std::vector<Event> const& events) {
    std::vector<AttachmentId> ids;
    for (auto const& e : events)
        if (e.content)
            for (auto const& id : e.content->attachment_ids) ids.push_back(AttachmentId{parse_id(id).value()});
    return ids;
}

PortalAuthor portal_author(Event const& e, Sources const& sources) {
    auto const author = author_of(e);
    if (author.kind == ActorKind::customer) return {AuthorKind::customer, {}, {}};
    auto const it = author.id ? sources.staff.find(*author.id) : sources.staff.end();
    if (author.kind != ActorKind::agent || it == sources.staff.end()) return {AuthorKind::system, {}, {}};
    return it->second;
}

PortalMessage message_of(Event const& e, Sources const& sources) {
    PortalMessage message{e.id, said_at(e), portal_author(e, sources), {}, {}};
    if (!e.content) return message; // erased
    message.body = e.content->body;
    for (auto const& id : e.content->attachment_ids)
        for (auto const& a : sources.attachments)
            if (std::to_string(a.id.value) == id) message.attachments.push_back({a.id, a.name, a.size, a.media_type});
    return message;
}

std::vector<PortalMessage> messages_of(Tx& tx, std::vector<Event> const& events) {
    Sources const sources{attachments_with(tx, files_of(events)), staff_of(tx, events)};
    std::vector<PortalMessage> messages;
    for (auto const& e : events) messages.push_back(message_of(e, sources));
    return messages;
}

std::vector<Event> asked_in(Tx& tx, TicketId ticket) {
    std::vector<Event> events;
    for (auto const& request : open_requests(tx, ticket))
        if (auto event = find_event(tx, request.event_id); event && event->content) events.push_back(*std::move(event));
    return events;
}

Way way_of(Tx& tx, Ticket const& t) {
    Way way{stages_of(tx, t.id), all_statuses(tx), statuses_of(tx, t.type_id), {}};
    std::set<std::int64_t> ids;
    for (auto const& stage : way.stages)
        if (stage.department_id) ids.insert(stage.department_id->value);
    way.departments = department_names(tx, {ids.begin(), ids.end()});
    return way;
}

std::vector<PortalQuestion> questions_for(Tx& tx, Ticket const& t) {
    std::vector<PortalQuestion> questions;
    for (auto const& q : rating_questions(tx, t.type_id)) questions.push_back({q.id, q.text});
    return questions;
}

// What waited stands where he got it, not where it was written.
std::vector<Event> told(Tx& tx, std::vector<TicketId> const& tickets) {
    auto events = public_events(tx, tickets, told_kinds, most_messages);
    std::erase_if(events, [](Event const& e) { return !says_something(e); });
    if (std::ranges::none_of(events, [](Event const& e) { return e.state.has_value(); })) return events;
    auto const released = releases_of(tx, tickets);
    for (auto& event : events)
        if (auto const it = released.find(event.id); it != released.end()) event.at = it->second;
    std::ranges::stable_sort(events, {}, &Event::at);
    return events;
}

} // namespace

PortalTicket present_portal(Tx& tx, Ticket const& t, Timestamp now) {
    auto const events = told(tx, told_together(tx, t));
    auto const rating = rating_of(tx, t.id);
    auto const rules = customer_rules(tx);
    PortalTicket shown{t.number,
                       t.subject,
                       progress_of(t, way_of(tx, t), now),
                       messages_of(tx, events),
                       messages_of(tx, asked_in(tx, t.id)),
                       customer_actions(t, rules, rating, now),
                       nudge_after(t, rules, now),
                       {},
                       {},
                       {}};
    if (is_merged(tx, t)) shown.can.clear();
    if (rating) shown.rating = view(*rating);
    if (std::ranges::count(shown.can, CustomerAction::rate)) shown.rating_questions = questions_for(tx, t);
    return shown;
}

bool is_shown_to_customer(Tx& tx, Ticket const& t, EventId id) {
    auto const event = find_event(tx, id);
    if (!event || !event->ticket_id || event->visibility != Visibility::public_) return false;
    if (is_withheld(event->state) || !std::ranges::count(told_kinds, event->kind)) return false;
    auto const own = told_together(tx, t);
    return std::ranges::count(own, *event->ticket_id) > 0;
}

} // namespace baton
