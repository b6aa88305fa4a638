#include "ticket/bulk.h"

#include "ticket/merge.h"
#include "ticket/participant.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

using Names = std::vector<std::string_view>;

// What belongs to an action, besides kind.
struct BulkRule {
    BulkKind kind;
    Permission permission;
    Names needed, allowed;
};

BulkRule const& rule_of(BulkKind kind) {
    using enum Permission;
    static std::vector<BulkRule> const rules = {
        {BulkKind::assign, tickets_assign, {}, {"department_id", "assignee_id", "note"}},
        {BulkKind::status, tickets_edit, {"status"}, {"comment"}},
        {BulkKind::priority, tickets_edit, {"priority"}, {}},
        {BulkKind::tags, tickets_edit, {}, {"add", "remove"}},
        {BulkKind::type, tickets_edit, {"type"}, {}},
        {BulkKind::message, tickets_reply, {"body", "visibility"}, {}},
        {BulkKind::follow, tickets_read, {}, {}},
        {BulkKind::merge, tickets_edit, {"into"}, {}},
    };
    return *std::ranges::find(rules, kind, &BulkRule::kind);
}

bool is_in(Names const& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

void check_tags(BulkAction const& action, Problems& problems) {
    if (action.add.empty() && action.remove.empty()) problems.add("action.add", "name tags to add or to remove");
    for (auto const* list : {&action.add, &action.remove})
        if (list->size() > max_tags)
            problems.add(list == &action.add ? "action.add" : "action.remove", "must have at most 50 entries");
    for (std::size_t i = 0; i < action.remove.size(); ++i)
        if (std::ranges::find(action.add, action.remove[i]) != action.add.end())
            problems.add(fmt::format("action.remove[{}]", i), "is added as well");
}

void check_action(BulkAction const& action, Problems& problems) {
    if (!action.kind) return problems.add("action.kind", fmt::format("must be one of {}", names_of<BulkKind>()));
    auto const& rule = rule_of(*action.kind);
    for_each_field<BulkAction>([&](std::string_view name, auto member) {
        auto const& value = action.*member;
        bool is_given = false;
        if constexpr (is_vector<std::remove_cvref_t<decltype(value)>>) is_given = !value.empty();
        else is_given = value.has_value();
        auto const path = join_path("action", name);
        if (name == "kind" || problems.has(path)) return;
        if (is_given && !is_in(rule.needed, name) && !is_in(rule.allowed, name))
            problems.add(path, fmt::format("does not belong to kind {}", name_of(*action.kind)));
        else if (!is_given && is_in(rule.needed, name)) problems.add(path, "is required");
    });
    if (action.kind == BulkKind::tags) check_tags(action, problems);
    if (action.kind == BulkKind::assign && !action.department_id && !action.assignee_id && problems.empty())
        problems.add("action.assignee_id", "give a department, an assignee or both");
}

template <class Check> void take_below(std::string const& path, Problems& problems, Check check_it) {
    problems.take(
        [&] {
            Problems own;
            check_it(own);
            own.raise();
        },
        path);
}

void edit(Tx& tx, BulkRun const& run, std::string const& id, json::object const& changes) {
    auto now = run.now;
    auto const ticket = ticket_for_change(tx, run.actor, id, now);
    edit_ticket(tx, run.actor, id, changes, ticket.version, now);
}

void edit_tags(Tx& tx, BulkRun const& run, std::string const& id) {
    auto now = run.now;
    auto const ticket = ticket_for_change(tx, run.actor, id, now);
    auto tags = ticket.tags;
    std::erase_if(tags,
                  [&](Tag const& tag) { return std::ranges::find(run.action.remove, tag) != run.action.remove.end(); });
    for (auto const& tag : run.action.add)
        if (std::ranges::find(tags, tag) == tags.end()) tags.push_back(tag);
    if (tags.size() > max_tags) throw Error(ErrorCode::invalid, "tags", "must have at most 50 entries");
    edit_ticket(tx, run.actor, id, {{"tags", to_json(tags)}}, ticket.version, now);
}

void assign(Tx& tx, BulkRun const& run, std::string const& id) {
    Assignment assignment;
    assignment.department_id = run.action.department_id;
    assignment.assignee_id = run.action.assignee_id;
    if (run.action.note) assignment.note = *run.action.note;
    assign_ticket(tx, run.actor, id, assignment, run.now);
}

void say(Tx& tx, BulkRun const& run, std::string const& id) {
    NewMessage message;
    message.body = run.action.body.value();
    message.visibility = run.action.visibility;
    add_message(tx, run.actor, id, message, run.now);
}

} // namespace

void check(BulkOrder const& order, Problems& problems) {
    if (order.ids.has_value() == order.filter.has_value() && problems.empty())
        problems.add("ids", "name the tickets by ids or by a filter");
    if (order.ids && order.ids->empty()) problems.add("ids", "name at least one");
    if (order.ids && order.ids->size() > max_bulk_tickets) problems.add("ids", "must have at most 10,000 entries");
    if (order.filter) {
        if (problems.empty() && *order.filter == TicketWords{} && order.filter->type.empty())
            problems.add("filter", "must ask for something: without a word it means every ticket");
        take_below("filter", problems, [&](Problems& own) { check(*order.filter, own); });
    }
    if (!problems.has("action")) check_action(order.action, problems);
}

void require_bulk(Actor const& actor, BulkAction const& action) {
    auto const& rule = rule_of(action.kind.value());
    actor.require(rule.permission);
    if (rule.kind == BulkKind::follow && !actor.user)
        throw Error(ErrorCode::forbidden, "Only a person can follow tickets.");
}

void act_on_ticket(Tx& tx, BulkRun const& run, TicketId ticket) {
    auto const id = std::to_string(ticket.value);
    auto const& action = run.action;
    switch (action.kind.value()) {
    case BulkKind::assign:
        return assign(tx, run, id);
    case BulkKind::status:
        change_status(tx, run.actor, id, {action.status.value(), action.comment}, run.now);
        return;
    case BulkKind::priority:
        return edit(tx, run, id, {{"priority", name_of(action.priority.value())}});
    case BulkKind::tags:
        return edit_tags(tx, run, id);
    case BulkKind::type:
        return edit(tx, run, id, {{"type", std::string_view(action.type.value())}});
    case BulkKind::message:
        return say(tx, run, id);
    case BulkKind::follow:
        add_participant(tx, run.actor, id, Part::follower, run.actor.user.value(), run.now);
        return;
    case BulkKind::merge:
        merge_ticket(tx, run.actor, id, {action.into.value(), false}, run.now);
        return;
    }
}

} // namespace baton
