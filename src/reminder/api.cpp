#include "reminder/api.h"

#include "base/hash.h"
#include "department/service.h"
#include "reminder/service.h"
#include "ticket/present.h"
#include "user/service.h"

#include <fmt/format.h>

namespace baton {
namespace {

template <class Body> using TicketCall = api::Call<Body, api::None, api::IdPath>;
using IdCall = api::Call<api::None, api::None, api::IdPath>;

struct ReminderView {
    ReminderId id{};
    ReminderKind kind{};
    TicketId ticket_id{};
    std::optional<NamedRef> user, department; // whom it is for
    Timestamp at{};
    bool is_overdue = false;
    std::string note;
    std::optional<NamedRef> created_by;
    Timestamp created_at{};
    std::optional<Timestamp> ended_at;
    std::optional<std::string> result;
};
DESCRIBE(ReminderView, (),
         (id, kind, ticket_id, user, department, at, is_overdue, note, created_by, created_at, ended_at, result));

struct ListQuery {
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
DESCRIBE(ListQuery, (), (limit, cursor));

std::vector<ReminderView> shown(Tx& tx, std::vector<Reminder> const& reminders, Timestamp now) {
    std::vector<std::int64_t> people, places;
    for (auto const& r : reminders) {
        people.push_back(r.created_by.value);
        if (r.user_id) people.push_back(r.user_id->value);
        if (r.department_id) places.push_back(r.department_id->value);
    }
    auto const users = user_names(tx, people);
    auto const departments = department_names(tx, places);
    std::vector<ReminderView> views;
    for (auto const& r : reminders)
        views.push_back({r.id, r.kind, r.ticket_id, ref(r.user_id, users), ref(r.department_id, departments), r.due_at,
                         r.due_at <= now && !r.ended_at, r.note, ref(std::optional(r.created_by), users), r.created_at,
                         r.ended_at, r.result});
    return views;
}

ReminderView shown(Tx& tx, Reminder const& reminder, Timestamp now) {
    return std::move(shown(tx, std::vector{reminder}, now).front());
}

std::optional<Seen> seen_ticket(Tx& tx, Actor const& actor, std::string const& id_or_number) {
    return Seen{SeenKind::ticket, visible_ticket(tx, actor, id_or_number).id.value};
}

std::string cursor_text(Reminder const& last) {
    return base64url(bytes_of(fmt::format("{}:{}", last.due_at.us, last.id.value)));
}

std::optional<ReminderCursor> cursor_from(std::optional<std::string> const& text) {
    if (!text) return std::nullopt;
    auto const bytes = from_base64url(*text);
    std::string const plain(bytes ? text_of(*bytes) : std::string_view());
    auto const colon = plain.find(':');
    auto const at = colon == std::string::npos ? std::nullopt : parse_id(plain.substr(0, colon));
    auto const id = at ? parse_id(plain.substr(colon + 1)) : std::nullopt;
    if (!id) throw Error(ErrorCode::malformed, "The cursor is not one of ours.");
    return ReminderCursor{Timestamp{*at}, ReminderId{*id}};
}

api::Page<ReminderView> mine(Tx& tx, api::Call<api::None, ListQuery> const& call) {
    auto const limit = api::page_limit(call.query.limit);
    auto rows = reminders_for(tx, call.actor, cursor_from(call.query.cursor), limit + 1);
    api::Page<ReminderView> page;
    if (int(rows.size()) > limit) {
        rows.pop_back();
        page.next_cursor = cursor_text(rows.back());
    }
    page.items = shown(tx, rows, call.now);
    return page;
}

api::Page<ReminderView> of_ticket(Tx& tx, IdCall const& call) {
    return {shown(tx, reminders_of_ticket(tx, call.actor, call.path.id), call.now), std::nullopt};
}

ReminderView set(Tx& tx, TicketCall<NewReminder> const& call) {
    return shown(tx, set_reminder(tx, call.actor, call.path.id, call.body, call.now), call.now);
}

ReminderView follow_up(Tx& tx, TicketCall<NewFollowUp> const& call) {
    return shown(tx, set_follow_up(tx, call.actor, call.path.id, call.body, call.now), call.now);
}

api::None remove(Tx& tx, IdCall const& call) {
    remove_reminder(tx, call.actor, api::path_id<ReminderId>(call.path.id), call.now);
    return {};
}

ReminderView finish(Tx& tx, TicketCall<FollowUpResult> const& call) {
    auto const id = api::path_id<ReminderId>(call.path.id);
    return shown(tx, finish_follow_up(tx, call.actor, id, call.body, call.now), call.now);
}

} // namespace

void add_reminder_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::ticket);
    using enum http::Method;
    using enum Permission;
    routes.read("/reminders", api::needs(tickets_read),
                "What he and his departments are to be reminded of or to follow up, soonest first", mine);
    routes
        .read("/tickets/{id}/reminders", api::needs(tickets_read), "Its reminders and follow-ups that have not ended",
              of_ticket)
        .viewing(seen_ticket);
    routes.write(post, "/tickets/{id}/reminders", api::needs(tickets_read), 201,
                 "Be reminded of it, or remind a colleague who sees it", set);
    routes.write(post, "/tickets/{id}/follow-ups", api::needs(tickets_edit), 201,
                 "Somebody is to ask its customer again, at a moment", follow_up);
    routes.write(del, "/reminders/{id}", api::needs(tickets_read), 204, "End a reminder or follow-up", remove);
    routes.write(post, "/follow-ups/{id}/result", api::needs(tickets_read), 200, "What came of a follow-up", finish);
}

} // namespace baton
