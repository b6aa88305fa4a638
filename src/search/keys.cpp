#include "search/keys.h"

#include <fmt/format.h>
#include <set>

namespace baton {
namespace {

// One letter for each relation; `_` stands in no word of a text.
template <class Tag> std::string key(char relation, Id<Tag> id) { return fmt::format("{}_{}", relation, id.value); }
template <class Enum> std::string key(char relation, Enum value) { return fmt::format("{}_{}", relation, int(value)); }

constexpr char seen_by_department = 'v', department = 'd', seen_by_user = 'u', assignee = 'a', category = 'c',
               priority = 'p', type = 't';
constexpr std::string_view nobody = "a_0";

template <class List> std::vector<db::Phrase> any_of(char relation, List const& values) {
    std::vector<db::Phrase> any;
    for (auto const& value : values) any.push_back({{key(relation, value)}, false});
    return any;
}

} // namespace

std::string keys_of(Ticket const& t, std::vector<UserId> const& people) {
    std::set<std::string> keys{key(category, t.status_category), key(priority, t.priority), key(type, t.type_id)};
    if (t.department_id) {
        keys.insert(key(department, *t.department_id));
        keys.insert(key(seen_by_department, *t.department_id));
    }
    if (t.opened_department_id) keys.insert(key(seen_by_department, *t.opened_department_id));
    keys.insert(t.assignee_id ? key(assignee, *t.assignee_id) : std::string(nobody));
    if (t.assignee_id) keys.insert(key(seen_by_user, *t.assignee_id));
    if (t.created_by) keys.insert(key(seen_by_user, *t.created_by));
    for (auto const user : people) keys.insert(key(seen_by_user, user));
    std::string all;
    for (auto const& each : keys) (all += each) += ' ';
    return all;
}

db::TextQuestion keys_asked(Scope const& scope, TicketFilter const& f) {
    db::TextQuestion asked;
    auto const add = [&](std::vector<db::Phrase> any) {
        if (!any.empty()) asked.push_back(std::move(any));
    };
    if (scope.kind == Scope::Kind::reach) {
        auto reach = any_of(seen_by_department, scope.departments);
        reach.push_back({{key(seen_by_user, scope.user)}, false});
        add(std::move(reach));
    }
    auto assignees = any_of(assignee, f.assignees);
    if (f.unassigned) assignees.push_back({{std::string(nobody)}, false});
    add(std::move(assignees));
    add(any_of(department, f.departments));
    if (f.statuses.empty()) add(any_of(category, f.categories));
    add(any_of(priority, f.priorities));
    add(any_of(type, f.types));
    return asked;
}

} // namespace baton
