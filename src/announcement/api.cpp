#include "announcement/api.h"

#include "announcement/service.h"

namespace baton {
namespace {

using IdCall = api::Call<api::None, api::None, api::IdPath>;

struct ListQuery {
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
DESCRIBE(ListQuery, (), (limit, cursor));

AnnouncementId id_of(std::string const& text) { return api::path_id<AnnouncementId>(text); }

api::Page<Announcement> list(Tx& tx, api::Call<api::None, ListQuery> const& call) {
    auto const limit = api::page_limit(call.query.limit);
    auto const before = api::id_cursor<AnnouncementId>(call.query.cursor);
    api::Page<Announcement> page;
    page.items = announcements_of(tx, call.actor, before, limit + 1);
    page.next_cursor = api::cut_page(page.items, limit);
    return page;
}

Announcement create(Tx& tx, api::Call<AnnouncementFields> const& call) {
    return create_announcement(tx, call.actor, call.body, call.now);
}

Announcement edit(Tx& tx, api::Call<api::Patch<AnnouncementFields>, api::None, api::IdPath> const& call) {
    return edit_announcement(tx, call.actor, id_of(call.path.id), call.body.changes, call.body.version, call.now);
}

api::None archive(Tx& tx, IdCall const& call) {
    archive_announcement(tx, call.actor, id_of(call.path.id), call.now);
    return {};
}

} // namespace

void add_announcement_routes(api::Routes& all) {
    using enum http::Method;
    auto routes = all.that_see(api::Sees::tenant);
    auto const manage = api::needs(Permission::settings_manage);
    routes.read("/announcements", api::signed_in, "What customers are told, to come and past too; the newest first",
                list);
    routes.write(post, "/announcements", manage, 201, "Tell customers before they ask", create);
    routes.write(patch, "/announcements/{id}", manage, 200, "Change an announcement", edit);
    routes.write(del, "/announcements/{id}", manage, 204, "Archive an announcement", archive);
}

} // namespace baton
