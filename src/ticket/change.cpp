#include "ticket/change.h"

#include "department/service.h"
#include "form/service.h"
#include "ticket/present.h"
#include "ticket/snooze.h"
#include "type/service.h"
#include "user/service.h"

namespace baton {
namespace {

// The assignee must exist and work in the department, when there is one.
void check_assignee(Tx& tx, std::optional<DepartmentId> department, UserId assignee) {
    auto const user = require_user(tx, assignee, "assignee_id");
    if (department && !works_in(tx, assignee, *department))
        throw Error(ErrorCode::invalid, "assignee_id", user.name + " does not work in this department.");
}

} // namespace

NewEvent event_of(Actor const& actor, TicketId ticket, EventKind kind, json::object data) {
    NewEvent event;
    event.kind = kind;
    event.ticket_id = ticket;
    event.actor = actor.as_event_actor();
    event.content.data = std::move(data);
    return event;
}

NewEvent event_of(Actor const& actor, Ticket const& ticket, EventKind kind, json::object data) {
    auto event = event_of(actor, ticket.id, kind, std::move(data));
    event.is_encrypted = ticket.sealed.has_value();
    return event;
}

json::object stage_data(std::optional<Standing> from, Standing to) {
    return {{"stage", to_json(StandingChange{std::move(from), std::move(to)})}};
}

void enter_stage(Tx& tx, Ticket const& t, Timestamp now) {
    insert_stage(tx, {tx.next_id<StageId>(now), t.id, t.status, t.department_id, t.assignee_id, now, {}});
}

void follow_stage(Tx& tx, Standing const& before, Ticket& t, Timestamp now) {
    if (before == t.standing()) return;
    leave_stage(tx, t.id, now);
    enter_stage(tx, t, now);
    if (before.assignee_id != t.assignee_id || before.department_id != t.department_id)
        wake(tx, Actor::system(tx.tenant()), t, WakeReason::given_on, now);
    if (is_finished(t.status_category)) wake(tx, Actor::system(tx.tenant()), t, WakeReason::finished, now);
}

void save(Tx& tx, Ticket& t, Timestamp now) {
    ++t.version;
    t.updated_at = now;
    save_ticket(tx, t);
}

void refuse_stale(Tx& tx, Ticket const& t, std::int64_t version, Timestamp now) {
    if (t.version == version) return;
    refuse(tx, t, "The ticket was changed meanwhile; it is at version " + std::to_string(t.version) + " now.", now);
}

void refuse(Tx& tx, Ticket const& t, std::string sentence, Timestamp now) {
    throw Error::conflict(sentence, to_json(present(tx, t, now)));
}

namespace {

// A status may ask for fields that were optional before.
void check_fields(Tx& tx, Ticket const& t, Circumstances const& before) {
    auto const form = form_of(tx, type_of(tx, t.type_id));
    Problems problems;
    check_move(form, t.fields, before, {t.priority, t.status, t.status_category}, problems);
    problems.raise();
}

} // namespace

void move(Tx& tx, Ticket& t, std::string const& word, std::string const& field, bool has_comment, Timestamp now) {
    Circumstances const before{t.priority, t.status, t.status_category};
    auto const statuses = statuses_of(tx, t.type_id);
    auto const& to = require_status(statuses, word, field);
    auto moved = t;
    try {
        move_status(moved, to, now); // first: no comment makes up for a way there is not
        check_status_move(statuses, t.status, to, has_comment);
        t = std::move(moved);
    } catch (Error& error) {
        if (error.code == ErrorCode::conflict) error.current = to_json(present(tx, t, now));
        throw;
    }
    check_fields(tx, t, before);
}

void open_new(Tx& tx, Ticket& t, Timestamp now) {
    if (t.status_category != StatusCategory::new_) return;
    auto opened = t;
    try {
        move(tx, opened, "open", "status", true, now);
        t = std::move(opened);
    } catch (Error const& error) {
        if (error.code != ErrorCode::conflict && error.code != ErrorCode::invalid) throw;
    }
}

void record_status(Tx& tx, Actor const& actor, Standing const& before, Ticket const& t, std::string const& comment,
                   Timestamp now) {
    auto event = event_of(actor, t, EventKind::status_changed, stage_data(before, t.standing()));
    event.content.body = comment;
    record(tx, std::move(event), now);
}

void check_place(Tx& tx, std::optional<DepartmentId> named, std::optional<DepartmentId> department,
                 std::optional<UserId> assignee, Problems& problems) {
    if (named) problems.take([&] { require_department(tx, *named, "department_id"); });
    if (problems.has("department_id")) department = std::nullopt; // then only his existence can be told
    if (assignee) problems.take([&] { check_assignee(tx, department, *assignee); });
}

} // namespace baton
