#include "type/type.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace baton {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> all;
    for (;;) {
        auto const slash = path.find('/');
        all.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return all;
        path.remove_prefix(slash + 1);
    }
}

// Two paths that look the same would be two types.
bool is_clean(std::string_view segment) {
    return !is_blank(segment) && segment.front() != ' ' && segment.back() != ' ';
}

void check_skills(std::vector<RequiredSkill> const& skills, Problems& problems) {
    if (skills.size() > max_required_skills) return problems.add("required_skills", "must have at most 20 entries");
    for (std::size_t i = 0; i < skills.size(); ++i) {
        auto const path = fmt::format("required_skills[{}]", i);
        if (skills[i].level < 1 || skills[i].level > 5) problems.add(path + ".level", "must be from 1 to 5");
        if (std::ranges::count(skills, skills[i].skill, &RequiredSkill::skill) > 1)
            problems.add(path + ".skill", "is there twice");
    }
}

void check_labels(PriorityLabels const& labels, Problems& problems) {
    std::set<std::string> seen;
    for_each_field<PriorityLabels>([&](std::string_view name, auto member) {
        auto const& label = labels.*member;
        if (label && !seen.insert(*label).second)
            problems.add(join_path("priority_labels", name), "is what another priority is called");
    });
}

} // namespace

void check(TypeFields const& fields, Problems& problems) {
    check_skills(fields.required_skills, problems);
    check_labels(fields.priority_labels, problems);
    if (fields.number_pattern && !problems.has("number_pattern"))
        problems.take([&] { number_pattern(*fields.number_pattern); });
    if (fields.path.empty() || problems.has("path")) return; // absent from the changes
    auto const segments = segments_of(fields.path);
    if (!std::ranges::all_of(segments, is_clean))
        problems.add("path", "must be words with single strokes between them, such as 售后/换货申请");
    if (segments.size() > max_type_depth) problems.add("path", "must have at most 6 levels");
}

std::optional<std::string> parent_path(std::string const& path) {
    auto const slash = path.rfind('/');
    if (slash == std::string::npos) return std::nullopt;
    return path.substr(0, slash);
}

bool lies_below(std::string const& path, std::string const& above) {
    return path.size() > above.size() && path.starts_with(above) && path[above.size()] == '/';
}

EffectiveType effective_below(EffectiveType const& above, TypeFields const& own) {
    auto effective = above;
    if (own.number_pattern) effective.number_pattern = *own.number_pattern;
    for_each_field<PriorityLabels>([&](std::string_view, auto member) {
        if (own.priority_labels.*member) effective.priority_labels.*member = own.priority_labels.*member;
    });
    return effective;
}

bool may_move(StatusCategory from, StatusCategory to) {
    using enum StatusCategory;
    if (to == new_) return from == new_;
    if (from == resolved) return to == resolved || to == open || to == closed;
    if (from == closed) return to == closed || to == open;
    return true;
}

} // namespace baton
