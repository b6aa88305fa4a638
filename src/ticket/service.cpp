#include "ticket/change.h"

#include "attachment/service.h"
#include "base/zone.h"
#include "department/service.h"
#include "form/service.h"
#include "tenant/service.h"
#include "ticket/field_store.h"
#include "ticket/fields.h"
#include "ticket/giving.h"
#include "ticket/handover.h"
#include "ticket/link.h"
#include "ticket/mention.h"
#include "ticket/present.h"
#include "type/service.h"
#include "user/service.h"

#include <algorithm>

namespace baton {

namespace {

// Whose people opened it: theirs is the department it is placed in when they work there, else their first.
std::optional<DepartmentId> opening_department(Actor const& actor, std::optional<DepartmentId> placed) {
    auto const& own = actor.reach.own;
    bool const at_home = own.empty() || (placed && std::ranges::binary_search(own, *placed));
    return at_home ? placed : own.front();
}

struct Opening {
    NewTicket const& input;
    FormRules form;
};

// What was read on the way and is needed later.
struct Placed {
    Type type;
    Department department;
    Filled filled;
};

void place_in_type(Tx& tx, Actor const& actor, Opened& opened, Opening const& opening, Placed& placed,
                   Problems& problems) {
    auto const& input = opening.input;
    auto& [t, names] = opened;
    auto const& type = placed.type = require_type(tx, input.type);
    t.type_id = type.id;
    t.form_version = type.form_version;
    t.priority = input.priority.value_or(type.priority);
    if (type.is_sensitive) t.sealed.emplace();
    names.types.emplace(type.id.value, type.path);
    if (!t.department_id) t.department_id = type.department_id;
    auto const statuses = statuses_of(tx, type.id);
    auto const& status = default_of(statuses, StatusCategory::new_);
    t.status = status.key;
    t.status_category = status.category;
    if (opening.form == FormRules::waived) return;
    placed.filled = fill_new(tx, actor, type, input.fields, {t.priority, t.status, t.status_category}, problems);
    t.fields = placed.filled.values;
}

// Sets what the input names: type with its fields, place and requester. Everything that is wrong is told at once.
Placed place(Tx& tx, Actor const& actor, Opened& opened, Opening const& opening, Timestamp now) {
    auto& [t, names] = opened;
    auto const& input = opening.input;
    Problems problems;
    t.department_id = input.department_id;
    t.assignee_id = input.assignee_id;
    Placed placed;
    problems.take([&] { place_in_type(tx, actor, opened, opening, placed, problems); });
    check_place(tx, input.department_id, t.department_id, t.assignee_id, problems);
    problems.take([&] {
        auto const requester = recognise(tx, actor, input.requester, now);
        t.requester_id = requester.id;
        names.customers.emplace(requester.id.value, requester.name);
        if (requester.organization_id) names.organizations = organizations_of_customers(tx, {requester.id.value});
    });
    problems.raise();
    placed.department = known_department(tx, *t.department_id);
    names.departments.emplace(t.department_id->value, placed.department.name);
    return placed;
}

// It is somebody's from the start, whom the input names or whom a rule chooses; `why` tells which.
void record_holder(Tx& tx, Actor const& actor, Ticket const& t, std::optional<RoutingExplanation> const& why,
                   Timestamp now) {
    if (why) {
        record_giving(tx, t, std::nullopt, *why, now);
        note_opened_for(tx, t, now);
    } else if (t.assignee_id)
        record(tx, event_of(actor, t, EventKind::assigned, {{"assignee_id", std::to_string(t.assignee_id->value)}}),
               now);
}

void record_opening(Tx& tx, Actor const& actor, Ticket const& t, NewTicket const& input, Timestamp now) {
    auto data = stage_data(std::nullopt, t.standing());
    data["number"] = t.number;
    data["channel"] = name_of(t.channel);
    data["priority"] = name_of(t.priority);
    data["requester_id"] = std::to_string(t.requester_id.value);
    auto event = event_of(actor, t, EventKind::ticket_opened, std::move(data));
    if (actor.kind == ActorKind::customer) event.actor.id = t.requester_id.value; // recognised meanwhile
    event.visibility = Visibility::public_;
    event.content.body = t.description;
    for (auto const id : input.attachment_ids) event.content.attachment_ids.push_back(std::to_string(id.value));
    auto const event_id = record(tx, std::move(event), now);
    if (!input.attachment_ids.empty()) attach(tx, actor, input.attachment_ids, t.id, event_id, now);
}

} // namespace

Opened open_ticket(Tx& tx, Actor const& actor, NewTicket const& input, TicketNumbers& numbers, Timestamp now,
                   FormRules form) {
    actor.require(Permission::tickets_create);
    Opened opened{{static_cast<TicketFields const&>(input)}, {}};
    auto& t = opened.ticket;
    auto const placed = place(tx, actor, opened, {input, form}, now);
    t.id = tx.next_id<TicketId>(now);
    t.number =
        numbers.next(tx, number_pattern(placed.type.effective.number_pattern), local_date(now, zone_of_tenant(tx)));
    t.channel = input.channel;
    t.created_by = actor.user;
    t.opened_department_id = opening_department(actor, t.department_id);
    t.created_at = t.updated_at = now;
    set_due_times(t, sla_target_of(tx, t.priority));
    auto const why = give(tx, t, {placed.department, placed.type}, RoutingOccasion::opened, {}, now);
    if (t.assignee_id) opened.names.users = user_names(tx, {t.assignee_id->value});
    insert_ticket(tx, t);
    insert_tags(tx, t.id, t.tags);
    save_field_rows(tx, t.id, placed.filled.changes);
    enter_stage(tx, t, now);
    record_opening(tx, actor, t, input, now);
    record_holder(tx, actor, t, why, now);
    return opened;
}

Ticket change_status(Tx& tx, Actor const& actor, std::string const& reference, StatusChange const& input,
                     Timestamp now) {
    actor.require(Permission::tickets_edit);
    auto t = ticket_for_change(tx, actor, reference, now);
    auto const before = t.standing();
    auto const category = t.status_category;
    move_after_children(tx, actor, t, input.status, "status", input.comment.has_value(), now);
    record_status(tx, actor, before, t, input.comment.value_or(""), now);
    give_reopened(tx, t, category, now);
    follow_stage(tx, before, t, now);
    save(tx, t, now);
    return t;
}

std::vector<TicketId> move_requester(Tx& tx, CustomerId from, CustomerId to) { return save_requester(tx, from, to); }

void return_requester(Tx& tx, std::vector<TicketId> const& tickets, CustomerId from, CustomerId to) {
    save_requester(tx, tickets, from, to);
}

std::vector<Stage> stages_of(Tx& tx, TicketId id) { return list_stages(tx, id); }

std::vector<Ticket> tickets_matching(Tx& tx, Actor const& actor, TicketFilter const& filter) {
    return list_tickets(tx, visible_to(actor), filter);
}

std::int64_t count_matching(Tx& tx, Actor const& actor, TicketFilter const& filter) {
    return count_tickets(tx, visible_to(actor), filter);
}

} // namespace baton
