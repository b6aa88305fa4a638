#include "push/endpoint.h"

#include "base/text.h"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <stdexcept>

namespace baton {
namespace {

namespace urls = boost::urls;

constexpr std::size_t longest_address = 2'000;

// Of what Boost.URL gives out in string views of its own.
template <class View> std::string small(View const& view) { return ascii_lower({view.data(), view.size()}); }

bool is_host_name(std::string_view name) {
    auto const fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
    return !name.empty() && name.front() != '.' && name.find('.') != std::string_view::npos &&
           std::ranges::all_of(name, fits);
}

std::string origin_of(urls::url_view const& url) {
    auto origin = small(url.scheme()) + "://" + small(url.encoded_host());
    if (url.has_port() && !url.port().empty()) origin += ":" + small(url.port());
    return origin;
}

std::optional<urls::url_view> parsed(std::string const& text) {
    if (text.empty() || text.size() > longest_address) return std::nullopt;
    auto const url = urls::parse_uri(text);
    if (!url || url->has_userinfo() || url->has_fragment() || url->encoded_host().empty()) return std::nullopt;
    if (auto const scheme = small(url->scheme()); scheme != "https" && scheme != "http") return std::nullopt;
    return *url;
}

[[noreturn]] void refuse_entry(std::string const& entry) {
    throw std::invalid_argument(
        "--push-service takes a host, *.host or an origin such as https://push.example.com, not " + entry);
}

} // namespace

std::vector<std::string> const& PushServices::known() {
    static std::vector<std::string> const all{"fcm.googleapis.com", "updates.push.services.mozilla.com",
                                              "*.notify.windows.com", "*.push.apple.com"};
    return all;
}

PushServices::PushServices(std::vector<std::string> const& entries) {
    for (auto const& entry : entries) {
        auto const word = ascii_lower(entry);
        if (auto const url = parsed(word); url && origin_of(*url) == word) origins_.push_back(word);
        else if (word.starts_with("*.") && is_host_name(word.substr(2))) suffixes_.push_back(word.substr(1));
        else if (is_host_name(word)) hosts_.push_back(word);
        else refuse_entry(entry);
    }
}

std::optional<PushEndpoint> PushServices::admit(std::string const& text) const {
    auto const url = parsed(text);
    if (!url) return std::nullopt;
    PushEndpoint endpoint{"", origin_of(*url), small(url->encoded_host())};
    auto const target = url->encoded_target();
    endpoint.url = endpoint.origin;
    endpoint.url.append(target.data(), target.size());
    if (std::ranges::count(origins_, endpoint.origin) > 0) return endpoint;
    if (endpoint.origin != "https://" + endpoint.host || !is_host_name(endpoint.host)) return std::nullopt;
    bool const below = std::ranges::any_of(suffixes_, [&](auto const& end) { return endpoint.host.ends_with(end); });
    if (!below && std::ranges::count(hosts_, endpoint.host) == 0) return std::nullopt;
    return endpoint;
}

} // namespace baton
