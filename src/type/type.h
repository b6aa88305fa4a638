// Ticket types 工单类型 (a tree, written as a path "售后/换货申请") and statuses 状态: each status is
// a word of its own inside one of six fixed categories, and the categories decide which moves are allowed.
#pragma once
#include "department/department.h"

namespace baton {

struct TypeTag;
using TypeId = Id<TypeTag>;

BOOST_DEFINE_ENUM_CLASS(StatusCategory, new_, open, pending, on_hold, resolved, closed)
BOOST_DEFINE_ENUM_CLASS(Priority, low, normal, high, urgent)

struct Type {
    TypeId id{};
    std::string path;
    DepartmentId department_id{};
    bool is_public = false;
    std::optional<Timestamp> archived_at;
    std::int64_t version = 1;
};
DESCRIBE(Type, (), (id, path, department_id, is_public, archived_at, version));

struct Status {
    std::string key;
    std::string name;
    StatusCategory category = StatusCategory::new_;
    bool is_default = false; // the one meant when only the category is named
    std::int64_t position = 0;
};
DESCRIBE(Status, (), (key, name, category, is_default, position));

// How long until what must have happened, by priority, in seconds.
struct SlaTarget {
    Priority priority = Priority::normal;
    std::int64_t first_response_s = 0;
    std::int64_t resolution_s = 0;
};
DESCRIBE(SlaTarget, (), (priority, first_response_s, resolution_s));

// Nothing goes back to new; resolved reopens or closes; closed only reopens.
bool may_move(StatusCategory from, StatusCategory to);
inline bool is_finished(StatusCategory c) { return c == StatusCategory::resolved || c == StatusCategory::closed; }

} // namespace baton
