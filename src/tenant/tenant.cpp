#include "tenant/tenant.h"

#include <algorithm>

namespace baton {

void check(CustomerRules const& rules, Problems& problems) {
    if (rules.reopen_days < 0 || rules.reopen_days > 365) problems.add("reopen_days", "must be from 0 to 365");
    if (rules.nudge_minutes < 0 || rules.nudge_minutes > 10'080)
        problems.add("nudge_minutes", "must be from 0 to 10080");
}

std::string normal_host(std::string_view host) {
    auto const bracket = host.rfind(']'); // "[::1]:8080": the colons inside are no port
    auto const colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    std::string normal(host.substr(0, colon));
    std::ranges::transform(normal, normal.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (normal.ends_with('.')) normal.pop_back();
    return normal;
}

std::string host_problem(std::string_view normal) {
    if (normal.empty() || normal.size() > 253) return "must have 1 to 253 characters";
    auto const fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               std::string_view("-._[]:").find(c) != std::string_view::npos;
    };
    return std::ranges::all_of(normal, fits) ? "" : "is not a host name";
}

} // namespace baton
