#include "notice/notice.h"

#include <algorithm>

namespace baton {
namespace {

json::value const* named(json::object const& data, std::string_view member) { return data.if_contains(member); }

std::optional<std::int64_t> id_in(json::object const& data, std::string_view member) {
    auto const* const id = named(data, member);
    return id && id->is_string() ? parse_id(id->get_string()) : std::nullopt;
}

// data.stage.from or .to, as StandingChange writes it.
std::optional<UserId> holder_in(json::object const& data, std::string_view side) {
    auto const* const stage = named(data, "stage");
    auto const* const standing = stage && stage->is_object() ? stage->get_object().if_contains(side) : nullptr;
    auto const id = standing && standing->is_object() ? id_in(standing->get_object(), "assignee_id") : std::nullopt;
    return id ? std::optional(UserId{*id}) : std::nullopt;
}

// Whose it became; absent when it was his before, or is nobody's.
std::vector<UserId> new_holder(Event const& event) {
    auto const& data = event.content->data;
    auto to = holder_in(data, "to");
    if (auto const id = id_in(data, "assignee_id"); id && !to) to = UserId{*id}; // it was opened so
    if (!to || to == holder_in(data, "from")) return {};
    return {*to};
}

// One that waits is told of when it is released: by then it may have been taken back.
std::vector<UserId> colleagues_named(Event const& message) {
    std::vector<UserId> people;
    auto const* const all = message.content ? named(message.content->data, "mentions") : nullptr;
    if (!all || !all->is_array()) return people;
    for (auto const& each : all->get_array())
        if (auto const id = each.is_string() ? parse_id(each.get_string()) : std::nullopt)
            people.push_back(UserId{*id});
    return people;
}

bool waited(Event const& message) { return named(message.content->data, "send_at") != nullptr; }

std::vector<UserId> whose_reminder(Event const& event, NoticeFacts const& facts) {
    auto const id = id_in(event.content->data, "user_id");
    return id ? std::vector{UserId{*id}} : facts.people;
}

std::vector<UserId> holder(NoticeFacts const& facts) {
    return facts.assignee ? std::vector{*facts.assignee} : std::vector<UserId>();
}

// The words that go with a message of the same moment are the message's.
bool customer_wrote(Event const& event) {
    return event.actor_kind == ActorKind::customer &&
           (event.kind == EventKind::message || !event.content->body.empty());
}

std::vector<Told> tell(std::vector<UserId> people, NoticeKind kind, Event const& by) {
    std::vector<Told> told;
    for (auto const person : people) {
        bool const himself = by.actor_kind == ActorKind::agent && by.actor_id == person.value;
        if (!himself && std::ranges::find(told, person, &Told::user_id) == told.end()) told.push_back({person, kind});
    }
    return told;
}

std::vector<Told> told_of_message(Event const& event, NoticeFacts const& facts) {
    if (event.actor_kind == ActorKind::customer) return tell(holder(facts), NoticeKind::answered, event);
    if (is_withheld(event.state) || waited(event)) return {};
    return tell(colleagues_named(event), NoticeKind::mentioned, event);
}

} // namespace

bool may_tell(EventKind kind) {
    using enum EventKind;
    switch (kind) {
    case assigned:
    case transferred:
    case bounced:
    case returned:
    case message:
    case message_released:
    case nudged:
    case reopened:
    case reminded:
        return true;
    default:
        return false;
    }
}

std::optional<EventId> released_in(Event const& event) {
    if (event.kind != EventKind::message_released || !event.content) return std::nullopt;
    auto const id = id_in(event.content->data, "event_id");
    return id ? std::optional(EventId{*id}) : std::nullopt;
}

std::optional<DepartmentId> people_meant_in(Event const& event) {
    if (event.kind != EventKind::reminded || !event.content) return std::nullopt;
    auto const id = id_in(event.content->data, "department_id");
    return id && !named(event.content->data, "user_id") ? std::optional(DepartmentId{*id}) : std::nullopt;
}

std::vector<Told> told_of(Event const& event, NoticeFacts const& facts) {
    if (!event.content) return {}; // erased
    using enum EventKind;
    switch (event.kind) {
    case assigned:
        return tell(new_holder(event), NoticeKind::assigned, event);
    case transferred:
        return tell(new_holder(event), NoticeKind::transferred, event);
    case bounced:
    case returned:
        return tell(new_holder(event), NoticeKind::returned, event);
    case message:
        return told_of_message(event, facts);
    case message_released:
        if (!facts.released || is_withheld(facts.released->state)) return {};
        return tell(colleagues_named(*facts.released), NoticeKind::mentioned, *facts.released);
    case nudged:
    case reopened:
        return customer_wrote(event) ? tell(holder(facts), NoticeKind::answered, event) : std::vector<Told>();
    case reminded:
        return tell(whose_reminder(event, facts), NoticeKind::reminder, event);
    default:
        return {};
    }
}

} // namespace baton
