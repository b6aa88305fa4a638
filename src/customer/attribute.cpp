#include "customer/attribute.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::size_t max_choices = 200, longest_text = 1000;

// A day of the calendar, RFC 3339 full-date.
bool is_date(std::string_view text) {
    return text.size() == 10 && from_rfc3339(fmt::format("{}T00:00:00Z", text)).has_value();
}

std::string text_problem(json::value const& value) {
    auto const* text = value.if_string();
    if (!text) return "must be text";
    std::string_view const view = *text;
    if (view.find('\0') != view.npos || is_blank(view)) return "must not be blank";
    return code_points(view) > longest_text ? "must have at most 1000 characters" : "";
}

std::string choice_problem(Attribute const& attribute, json::value const& value) {
    auto const* text = value.if_string();
    if (text && std::ranges::find(attribute.choices, std::string_view(*text)) != attribute.choices.end()) return "";
    std::string all;
    for (auto const& choice : attribute.choices) all += (all.empty() ? "" : ", ") + choice;
    return "must be one of " + all;
}

} // namespace

void check_choices(AttributeKind kind, std::vector<Text<1, 100>> const& choices, Problems& problems) {
    if (kind != AttributeKind::choice && !choices.empty()) problems.add("choices", "only kind choice has them");
    if (kind == AttributeKind::choice && choices.empty()) problems.add("choices", "give at least one");
    if (choices.size() > max_choices) return problems.add("choices", "must have at most 200 entries");
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (std::ranges::count(choices, choices[i]) > 1)
            problems.add("choices[" + std::to_string(i) + "]", "is there twice");
}

void check(NewAttribute const& attribute, Problems& problems) {
    if (!attribute.key.empty() && !is_key(attribute.key))
        problems.add("key", "must be a word of small letters, digits and _");
    if (!attribute.kind) problems.add("kind", "must be one of " + names_of<AttributeKind>());
    else check_choices(*attribute.kind, attribute.choices, problems);
}

std::string attribute_problem(Attribute const& attribute, json::value const& value) {
    switch (attribute.kind) {
    case AttributeKind::text:
        return text_problem(value);
    case AttributeKind::number:
        return value.is_number() && std::isfinite(value.to_number<double>()) ? "" : "must be a number";
    case AttributeKind::date:
        return value.is_string() && is_date(value.as_string()) ? "" : "must be a day such as 2026-11-21";
    case AttributeKind::choice:
        return choice_problem(attribute, value);
    case AttributeKind::boolean:
        return value.is_bool() ? "" : "must be true or false";
    }
    return "";
}

} // namespace baton
