#include "type/service.h"

#include "type/status_store.h"
#include "type/store.h"

namespace baton {

Type require_type(Tx& tx, std::optional<std::string> const& path) {
    auto type = path ? find_type_by_path(tx, *path) : find_first_type(tx);
    if (type) return *std::move(type);
    if (path && was_type(tx, *path))
        throw Error(ErrorCode::invalid, "type", "This ticket type is archived: no new tickets. Choose another one.");
    throw Error(ErrorCode::invalid, "type", "There is no such ticket type.");
}

Type type_of(Tx& tx, TypeId id) {
    auto type = find_type(tx, id);
    if (!type) throw std::logic_error("a ticket names a type that is not there");
    return *std::move(type);
}

SlaTarget sla_target_of(Tx& tx, Priority priority) {
    auto const target = find_sla_target(tx, priority);
    if (!target) throw std::logic_error("no due times for this priority");
    return *target;
}

std::vector<RequiredSkill> required_skills_of(Tx& tx, Type const& type) {
    if (!type.required_skills.empty()) return type.required_skills;
    std::vector<std::string> above;
    for (auto path = parent_path(type.path); path; path = parent_path(*path)) above.push_back(*path);
    return above.empty() ? std::vector<RequiredSkill>() : find_nearest_skills(tx, above);
}

std::vector<Type> all_types(Tx& tx) { return list_types(tx); }
std::vector<Type> all_types_ever(Tx& tx) { return list_types_ever(tx); }

void create_default_types(Tx& tx, DepartmentId department, Timestamp now) {
    using enum StatusCategory;
    insert_type(tx, {{"咨询", department, Priority::normal, true, false}, tx.next_id<TypeId>(now), {}, 1, 0});
    std::vector<std::pair<StatusCategory, char const*>> const statuses = {{new_, "新建"},       {open, "处理中"},
                                                                          {pending, "待客户"},  {on_hold, "挂起"},
                                                                          {resolved, "已解决"}, {closed, "已关闭"}};
    std::int64_t position = 0;
    for (auto const& [category, name] : statuses)
        insert_status(tx, {{name, true, false, {}, ++position}, std::string(name_of(category)), category, {}, {}, 1});
    constexpr std::int64_t hour = 3600;
    insert_sla_target(tx, {Priority::urgent, hour / 2, 4 * hour});
    insert_sla_target(tx, {Priority::high, 2 * hour, 8 * hour});
    insert_sla_target(tx, {Priority::normal, 4 * hour, 24 * hour});
    insert_sla_target(tx, {Priority::low, 8 * hour, 72 * hour});
}

} // namespace baton
