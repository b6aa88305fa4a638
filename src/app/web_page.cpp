#include "app/web_page.h"

#include "api/problem.h"
#include "http/finish.h"
#include "http/query.h"
#include "http/web_file.h"
#include "tenant/service.h"

namespace baton {
namespace {

bool is_portal_page(http::Request const& request, http::Response const& response) {
    return http::is_portal_address(http::parse_target(request.target).path) &&
           http::find_header(response.headers, "Content-Type").starts_with("text/html");
}

std::vector<Text<1, 200>> embedding_sites(db::Database& database, http::Request const& request) {
    auto const tenant =
        db::look(database, default_tenant, [&](Tx& tx) { return tenant_of_host(tx, request.header("host")); });
    return db::look(database, tenant, [](Tx& tx) { return customer_rules(tx).embed_origins; });
}

} // namespace

http::Response web_page(db::Database& database, http::Request const& request) {
    auto page = http::web_file(request);
    if (!page) return api::problem_response(Error(ErrorCode::not_found, "There is no such address."));
    if (!is_portal_page(request, *page)) return std::move(*page);
    std::string ancestors;
    for (auto const& site : embedding_sites(database, request)) ancestors += (ancestors.empty() ? "" : " ") + site;
    if (!ancestors.empty())
        page->headers.push_back({"Content-Security-Policy", http::content_security_policy(ancestors)});
    return std::move(*page);
}

} // namespace baton
