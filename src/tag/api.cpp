#include "tag/api.h"

#include "tag/service.h"

#include <algorithm>

namespace baton {
namespace {

using IdCall = api::Call<api::None, api::None, api::IdPath>;

struct TagQuery {
    std::optional<Text<1, 50>> q; // what their names begin with
    bool archived = false;        // show those as well
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
DESCRIBE(TagQuery, (), (q, archived, limit, cursor));

KeptTagId id_in(std::string const& id) { return api::path_id<KeptTagId>(id); }

// There are few enough to go through all of them. The cursor is the last one's id.
api::Page<KeptTag> list(Tx& tx, api::Call<api::None, TagQuery> const& call) {
    auto all = kept_tags(tx, call.query.archived);
    if (call.query.q) std::erase_if(all, [&](KeptTag const& tag) { return !begins_with(tag, *call.query.q); });
    if (auto const last = api::id_cursor<KeptTagId>(call.query.cursor)) {
        auto const it = std::ranges::find(all, *last, &KeptTag::id);
        if (it == all.end()) throw Error(ErrorCode::malformed, "The cursor is not one of ours.");
        all.erase(all.begin(), it + 1);
    }
    auto const limit = std::size_t(api::page_limit(call.query.limit));
    if (all.size() > limit + 1) all.resize(limit + 1);
    api::Page<KeptTag> page;
    page.next_cursor = api::cut_page(all, int(limit));
    page.items = std::move(all);
    return page;
}

TagWithUsage show(Tx& tx, IdCall const& call) { return tag_with_usage(tx, call.actor, id_in(call.path.id)); }

KeptTag create(Tx& tx, api::Call<TagFields> const& call) { return create_tag(tx, call.actor, call.body, call.now); }

api::None archive(Tx& tx, IdCall const& call) {
    archive_tag(tx, call.actor, id_in(call.path.id), call.now);
    return {};
}

using EditCall = api::Call<api::Patch<TagFields>, api::None, api::IdPath>;
using MergeCall = api::Call<TagMerge, api::None, api::IdPath>;

KeptTag edit(Tx& tx, EditCall const& call) {
    return edit_tag(tx, call.actor, id_in(call.path.id), call.body.changes, call.body.version, call.now);
}

KeptTag merge(Tx& tx, MergeCall const& call) {
    return merge_tag(tx, call.actor, id_in(call.path.id), call.body, call.now);
}

// Tells the renamer once it is committed.
template <class Call> auto and_wake(db::Database& database, TagRenamer& renamer, KeptTag (*use)(Tx&, Call const&)) {
    return [&database, &renamer, use](Call const& call) {
        auto tag = db::run(database, call.actor.tenant, [&](Tx& tx) { return use(tx, call); });
        renamer.wake();
        return tag;
    };
}

} // namespace

void add_tag_routes(api::Routes& all, db::Database& database, TagRenamer& renamer) {
    using enum http::Method;
    auto routes = all.that_see(api::Sees::tenant);
    auto const manage = api::needs(Permission::settings_manage);
    routes.read("/tags", api::signed_in, "The tags that are kept, by name; q: those whose names begin so", list);
    routes.write(post, "/tags", manage, 201, "Keep a tag", create);
    routes.read("/tags/{id}", manage, "One tag, and how many tickets have it", show);
    routes.direct(patch, "/tags/{id}", manage, 200, "Change a tag; tickets take over a new name within moments",
                  and_wake<EditCall>(database, renamer, edit));
    routes.write(del, "/tags/{id}", manage, 204, "Archive a tag: offered no more, tickets keep it", archive);
    routes.direct(post, "/tags/{id}/merge", manage, 200, "Whatever has this tag gets the other one instead",
                  and_wake<MergeCall>(database, renamer, merge));
}

} // namespace baton
