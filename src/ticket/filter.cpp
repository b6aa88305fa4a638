#include "ticket/filter.h"

#include "type/service.h"

#include <algorithm>

namespace baton {
namespace {

bool is_assignee(std::string const& word) { return word == "me" || word == "none" || parse_id(word); }

// A category name asks for all statuses in it; any other word must be a status key.
void put_statuses(Tx& tx, TicketFilter& filter, std::vector<std::string> const& words) {
    for (auto const& word : words) {
        if (auto const category = enum_from<StatusCategory>(word)) {
            filter.categories.push_back(*category);
            continue;
        }
        auto const status = known_status(tx, word, "status");
        filter.statuses.push_back(status.key);
        filter.categories_of_statuses.push_back(status.category);
    }
}

void put_assignees(TicketFilter& filter, std::vector<std::string> const& words, Actor const& actor) {
    for (auto const& word : words) {
        auto const id = parse_id(word);
        if (word == "none") filter.unassigned = true;
        else if (word == "me") filter.assignees.push_back(actor.user.value_or(UserId{}));
        else filter.assignees.push_back(UserId{id.value()});
    }
}

void put_types(Tx& tx, TicketFilter& filter, std::vector<std::string> paths, std::vector<TypeId> const& ids) {
    if (paths.empty() && ids.empty()) return;
    auto const all = all_types_ever(tx);
    for (auto const& type : all)
        if (std::ranges::find(ids, type.id) != ids.end()) paths.push_back(type.path);
    for (auto const& type : all)
        for (auto const& path : paths)
            if (type.path == path || lies_below(type.path, path)) filter.types.push_back(type.id);
    if (filter.types.empty())
        throw Error(ErrorCode::invalid, ids.empty() ? "type" : "type_id", "There is no such ticket type.");
}

bool is_one_of_snoozed(std::string const& word) { return word == "true" || word == "false" || word == "any"; }

} // namespace

std::optional<TicketOrder> order_of(std::optional<std::string> const& sort) {
    if (!sort || *sort == "-created_at") return TicketOrder::newest;
    if (*sort == "created_at") return TicketOrder::oldest;
    if (*sort == "-updated_at") return TicketOrder::updated;
    if (*sort == "due_at") return TicketOrder::due;
    if (*sort == "priority") return TicketOrder::priority;
    if (*sort == "relevance") return TicketOrder::relevance;
    return std::nullopt;
}

void check(TicketWords const& words, Problems& problems) {
    if (!std::ranges::all_of(words.assignee_id, is_assignee)) problems.add("assignee_id", "must be an id, me or none");
    if (words.snoozed && !is_one_of_snoozed(*words.snoozed)) problems.add("snoozed", "must be true, false or any");
}

void check(TicketQuestion const& asked, Problems& problems) {
    check(static_cast<TicketWords const&>(asked), problems);
    if (asked.sort == "relevance" && !asked.q) problems.add("sort", "relevance needs words to be found by (q)");
    else if (asked.sort != "relevance") check_sort(asked.sort, problems);
}

void check_sort(std::optional<std::string> const& sort, Problems& problems) {
    auto const order = order_of(sort);
    if (!order || order == TicketOrder::relevance)
        problems.add("sort", "must be one of -created_at, created_at, -updated_at, due_at, priority");
}

TicketFilter filter_of(Tx& tx, Actor const& actor, TicketWords const& words, std::vector<std::string> const& types) {
    TicketFilter filter;
    Problems problems;
    problems.take([&] { put_statuses(tx, filter, words.status); });
    problems.take([&] { put_types(tx, filter, types, words.type_id); });
    for (auto const& [key, values] : words.field)
        problems.take([&] { filter.fields.push_back(field_words(tx, key, values)); });
    problems.raise();
    filter.departments = words.department_id;
    put_assignees(filter, words.assignee_id, actor);
    filter.priorities = words.priority;
    filter.tags = words.tag;
    if (words.snoozed && *words.snoozed != "any") filter.snoozed = *words.snoozed == "true";
    return filter;
}

TicketFilter filter_of(Tx& tx, Actor const& actor, TicketQuestion const& asked) {
    auto filter = filter_of(tx, actor, asked, asked.type);
    filter.created_from = asked.created_from;
    filter.created_to = asked.created_to;
    filter.resolved_from = asked.resolved_from;
    filter.resolved_to = asked.resolved_to;
    filter.order = order_of(asked.sort).value();
    return filter;
}

} // namespace baton
