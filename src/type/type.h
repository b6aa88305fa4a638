// Ticket types 工单类型 (a tree, written as a path "售后/换货申请") and statuses 状态: each status is
// a word of its own inside one of six fixed categories, and the categories decide which moves are allowed.
#pragma once
#include "base/json.h"
#include "department/department.h"
#include "type/number_pattern.h"

namespace baton {

struct TypeTag;
using TypeId = Id<TypeTag>;

BOOST_DEFINE_ENUM_CLASS(StatusCategory, new_, open, pending, on_hold, resolved, closed)
BOOST_DEFINE_ENUM_CLASS(Priority, low, normal, high, urgent)

// What who takes a ticket must be able to do.
struct RequiredSkill {
    Text<1, 50> skill;
    std::int64_t level = 1; // at least; 1 to 5
    bool operator==(RequiredSkill const&) const = default;
};
DESCRIBE(RequiredSkill, (), (skill, level));
inline constexpr std::size_t max_required_skills = 20;

// What priorities are called, such as P1 for urgent; absent: as the type above calls them.
struct PriorityLabels {
    std::optional<Text<1, 20>> low, normal, high, urgent;
    bool operator==(PriorityLabels const&) const = default;
};
DESCRIBE(PriorityLabels, (), (low, normal, high, urgent));

// What may be edited. Renaming a type renames the paths of all below it.
struct TypeFields {
    Text<1, 200> path;
    DepartmentId department_id{};                    // where its tickets go when none is named
    Priority priority = Priority::normal;            // what its tickets have when none is named
    bool is_public = false;                          // offered to customers
    bool is_sensitive = false;                       // what its tickets say is stored encrypted (ticket/sealing.h)
    std::vector<RequiredSkill> required_skills = {}; // all of them; empty: those of the nearest type above that has any
    std::optional<Text<1, 60>> number_pattern = {};  // see type/number_pattern.h; absent: that of the type above
    PriorityLabels priority_labels = {};
    bool operator==(TypeFields const&) const = default;
};
DESCRIBE(TypeFields, (),
         (path, department_id, priority, is_public, is_sensitive, required_skills, number_pattern, priority_labels));
void check(TypeFields const&, Problems&);

// Its own and what it inherits.
struct EffectiveType {
    std::string number_pattern{first_number_pattern};
    PriorityLabels priority_labels;
    bool operator==(EffectiveType const&) const = default;
};
DESCRIBE(EffectiveType, (), (number_pattern, priority_labels));
EffectiveType effective_below(EffectiveType const& above, TypeFields const&);

// The row.
struct Type : TypeFields {
    TypeId id{};
    std::optional<Timestamp> archived_at; // no new tickets; those there are stay what they are
    std::int64_t version = 1;
    std::int64_t form_version = 0; // of its fields; 0: never had one
    EffectiveType effective = {};
};
DESCRIBE(Type, (TypeFields), (id, archived_at, version, form_version, effective));

inline constexpr std::size_t max_types = 1000, max_type_depth = 6, max_number_patterns = 1000;

// "售后" of "售后/换货申请".
std::optional<std::string> parent_path(std::string const& path);
bool lies_below(std::string const& path, std::string const& above);

// How long until what must have happened, by priority, in seconds of plain time.
struct SlaTarget {
    Priority priority = Priority::normal;
    std::int64_t first_response_s = 0;
    std::int64_t resolution_s = 0;
};
DESCRIBE(SlaTarget, (), (priority, first_response_s, resolution_s));

// What is set of it.
struct SlaTimes {
    std::int64_t first_response_s = 0;
    std::int64_t resolution_s = 0;
};
DESCRIBE(SlaTimes, (), (first_response_s, resolution_s));
inline constexpr std::int64_t longest_due_s = 366 * std::int64_t(24 * 3600);
void check(SlaTimes const&, Problems&);

// Nothing goes back to new; resolved reopens or closes; closed only reopens.
bool may_move(StatusCategory from, StatusCategory to);
inline bool is_finished(StatusCategory c) { return c == StatusCategory::resolved || c == StatusCategory::closed; }

} // namespace baton
