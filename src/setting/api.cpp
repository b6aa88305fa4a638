#include "setting/api.h"

#include "http/file_name.h"
#include "setting/service.h"

namespace baton {
namespace {

constexpr std::uint64_t largest_file = 32 << 20;

struct ImportQuery {
    std::string compared; // as the comparison of this file said
};
DESCRIBE(ImportQuery, (), (compared));

http::Response show(Tx& tx, api::Call<> const& call) {
    http::Response response;
    response.headers = {{"Content-Type", "application/json; charset=utf-8"},
                        {"Content-Disposition", http::attachment_disposition("baton-settings.json")},
                        {"Cache-Control", "no-store"}};
    response.body = text_of(settings_file(tx, call.actor));
    return response;
}

SettingsComparison take_in(Tx& tx, api::Call<SettingsFile, ImportQuery> const& call) {
    return import_settings(tx, call.actor, call.body, call.query.compared, call.now);
}

http::BodyPlan whole_file(http::Request const&, TenantId) { return {.limit = largest_file, .upload = nullptr}; }

} // namespace

void add_setting_routes(api::Routes& all, db::Database& database) {
    auto routes = all.that_see(api::Sees::tenant);
    using enum http::Method;
    auto const manage = api::needs(Permission::settings_manage);
    routes.read("/settings/file", manage, "All settings as one file, to be kept, compared or taken to another server",
                show);
    routes
        .direct(post, "/settings/file/comparison", manage, 200,
                "What importing this file would do: added, changed, left as it is, refused; nothing is changed",
                [&database](api::Call<SettingsFile> const& call) {
                    return compare_settings(database, call.actor, call.body, call.now);
                })
        .plan = whole_file;
    routes
        .write(post, "/settings/file/import", manage, 200,
               "Import the file that was compared, all of it or nothing; what it does not name stays as it is", take_in)
        .plan = whole_file;
}

} // namespace baton
