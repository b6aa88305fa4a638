#include "tenant/tenant.h"

#include <algorithm>
#include <array>

namespace baton {

namespace {

constexpr std::size_t most_origins = 20;
constexpr std::array<std::string_view, 2> schemes{"https://", "http://"};

} // namespace

void check(Company const& company, Problems& problems) {
    auto const& site = company.website;
    if (site.empty() || problems.has("website")) return;
    auto const scheme = std::ranges::find_if(schemes, [&](auto each) { return site.starts_with(each); });
    auto const is_plain = [](char c) {
        return c > ' ' && c != '"' && c != '<' && c != '>' && c != '\\' && c != '\x7f';
    };
    if (scheme == schemes.end() || site.size() == scheme->size() || !std::ranges::all_of(site, is_plain))
        problems.add("website", "must be an address such as https://www.example.com");
}

void check(CustomerRules const& rules, Problems& problems) {
    if (rules.reopen_days < 0 || rules.reopen_days > 365) problems.add("reopen_days", "must be from 0 to 365");
    if (rules.nudge_minutes < 0 || rules.nudge_minutes > 10'080)
        problems.add("nudge_minutes", "must be from 0 to 10080");
    if (rules.embed_origins.size() > most_origins)
        problems.add("embed_origins", "must be " + std::to_string(most_origins) + " at most");
    for (std::size_t i = 0; i < rules.embed_origins.size(); ++i)
        if (auto const problem = origin_problem(rules.embed_origins[i]); !problem.empty())
            problems.add("embed_origins[" + std::to_string(i) + "]", problem);
}

std::string origin_problem(std::string_view origin) {
    constexpr auto form = "must be a scheme, a host and perhaps a port, such as https://shop.example.com";
    auto const scheme = std::ranges::find_if(schemes, [&](auto each) { return origin.starts_with(each); });
    if (scheme == schemes.end()) return form;
    auto const host_and_port = origin.substr(scheme->size());
    auto const host = normal_host(host_and_port);
    if (!host_problem(host).empty() || !host_and_port.starts_with(host)) return form;
    auto const port = host_and_port.substr(host.size());
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    bool const is_port = port.size() >= 2 && port.size() <= 6 && std::ranges::all_of(port.substr(1), is_digit);
    return port.empty() || is_port ? "" : form;
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
