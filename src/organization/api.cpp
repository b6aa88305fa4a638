#include "organization/api.h"

#include "base/hash.h"
#include "organization/service.h"

namespace baton {
namespace {

using IdCall = api::Call<api::None, api::None, api::IdPath>;

struct OrganizationView : OrganizationFields {
    OrganizationId id{};
    std::optional<Timestamp> archived_at;
    std::int64_t version = 1;
};
DESCRIBE(OrganizationView, (OrganizationFields), (id, archived_at, version));

struct OrganizationQuery {
    std::optional<Text<0, 200>> q; // how the name begins
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
DESCRIBE(OrganizationQuery, (), (q, limit, cursor));

OrganizationView view(Organization const& o) { return {o, o.id, o.archived_at, o.version}; }

std::string after_of(std::optional<std::string> const& cursor) {
    auto const bytes = cursor ? from_base64url(*cursor) : std::vector<unsigned char>();
    if (!bytes || !is_utf8(text_of(*bytes)) || text_of(*bytes).find('\0') != std::string_view::npos)
        throw Error(ErrorCode::malformed, "The cursor is not one of ours.");
    return std::string(text_of(*bytes));
}

api::Page<OrganizationView> list(Tx& tx, api::Call<api::None, OrganizationQuery> const& call) {
    auto const limit = api::page_limit(call.query.limit);
    auto rows = organizations_by_name(tx, call.query.q.value_or(""), after_of(call.query.cursor), limit + 1);
    api::Page<OrganizationView> page;
    if (int(rows.size()) > limit) {
        rows.pop_back();
        page.next_cursor = base64url(bytes_of(rows.back().name_key));
    }
    for (auto const& row : rows) page.items.push_back(view(row));
    return page;
}

OrganizationView show(Tx& tx, IdCall const& call) {
    return view(organization_of(tx, api::path_id<OrganizationId>(call.path.id)));
}

OrganizationView create(Tx& tx, api::Call<OrganizationFields> const& call) {
    return view(create_organization(tx, call.actor, call.body, call.now));
}

OrganizationView edit(Tx& tx, api::Call<api::Patch<OrganizationFields>, api::None, api::IdPath> const& call) {
    return view(edit_organization(tx, call.actor, api::path_id<OrganizationId>(call.path.id), call.body.changes,
                                  call.body.version, call.now));
}

OrganizationView archive(Tx& tx, IdCall const& call) {
    return view(archive_organization(tx, call.actor, api::path_id<OrganizationId>(call.path.id), call.now));
}

} // namespace

void add_organization_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    using enum http::Method;
    using enum Permission;
    routes.read("/organizations", api::needs(tickets_read), "Organizations by name", list);
    routes.read("/organizations/{id}", api::needs(tickets_read), "One organization", show);
    routes.write(post, "/organizations", api::needs(customers_edit), 201, "Create an organization", create);
    routes.write(patch, "/organizations/{id}", api::needs(customers_edit), 200, "Change an organization", edit);
    routes.write(del, "/organizations/{id}", api::needs(customers_edit), 200, "Archive an organization", archive);
}

} // namespace baton
