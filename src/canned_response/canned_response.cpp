#include "canned_response/canned_response.h"

#include "base/unicode.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

// `text(part)` for what stands between variables and `variable(name)` for each, in order. "{{" that never ends is text.
template <class Plain, class Variable> void walk(std::string_view body, Plain plain, Variable variable) {
    while (!body.empty()) {
        auto const open = body.find("{{");
        auto const close = open == std::string_view::npos ? open : body.find("}}", open);
        if (close == std::string_view::npos) return plain(body);
        plain(body.substr(0, open));
        auto name = body.substr(open + 2, close - open - 2);
        while (name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with(' ')) name.remove_suffix(1);
        variable(name);
        body.remove_prefix(close + 2);
    }
}

} // namespace

std::vector<std::string_view> variable_names() {
    return {"ticket.number", "ticket.subject",  "ticket.type",       "requester.name",
            "agent.name",    "department.name", "ticket.created_on", "today"};
}

std::vector<std::string> unknown_variables(std::string_view body) {
    std::vector<std::string> unknown;
    auto const known = variable_names();
    walk(
        body, [](std::string_view) {},
        [&](std::string_view name) {
            if (std::ranges::find(known, name) == known.end() && std::ranges::find(unknown, name) == unknown.end())
                unknown.emplace_back(name);
        });
    return unknown;
}

std::string filled_in(std::string_view body, std::map<std::string, std::string, std::less<>> const& values) {
    std::string text;
    walk(
        body, [&](std::string_view part) { text += part; },
        [&](std::string_view name) {
            if (auto const value = values.find(name); value != values.end()) text += value->second;
        });
    return text;
}

void check(CannedResponseFields const& response, Problems& problems) {
    auto const unknown = unknown_variables(response.body);
    if (unknown.empty() || problems.has("body")) return;
    problems.add("body", fmt::format("There is no variable {}. There are: {}.", unknown.front(),
                                     fmt::join(variable_names(), ", ")));
}

void check(NewCannedResponse const& response, Problems& problems) {
    check(static_cast<CannedResponseFields const&>(response), problems);
    check(static_cast<Shared const&>(response), problems);
}

bool is_found_by(CannedResponseFields const& fields, std::string const& typed) {
    auto const words = fields.shortcut + " " + fields.title + " " + fields.category;
    return folded(words).find(folded(typed)) != std::string::npos;
}

} // namespace baton
