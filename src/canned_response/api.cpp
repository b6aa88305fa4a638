#include "canned_response/api.h"

#include "canned_response/service.h"

namespace baton {
namespace {

using IdCall = api::Call<api::None, api::None, api::IdPath>;

struct ResponseShown : CannedResponseFields {
    CannedResponseId id{};
    Sharing sharing = Sharing::personal;
    std::optional<DepartmentId> department_id;
    std::int64_t version = 1;
};
DESCRIBE(ResponseShown, (CannedResponseFields), (id, sharing, department_id, version));

struct ListQuery {
    std::optional<Text<1, 100>> q; // what their shortcut, title or category has
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
DESCRIBE(ListQuery, (), (q, limit, cursor));

struct TextPath {
    std::string id; // of the canned response
    std::string ticket_id;
};
DESCRIBE(TextPath, (), (id, ticket_id));

struct FilledText {
    std::string body;
};
DESCRIBE(FilledText, (), (body));

ResponseShown shown(CannedResponse const& r) { return {r, r.id, sharing_of(r), r.department_id, r.version}; }

api::Page<ResponseShown> list(Tx& tx, api::Call<api::None, ListQuery> const& call) {
    auto const limit = api::page_limit(call.query.limit);
    auto const after = api::id_cursor<CannedResponseId>(call.query.cursor).value_or(CannedResponseId{});
    auto const typed = call.query.q ? std::optional<std::string>(*call.query.q) : std::nullopt;
    auto rows = canned_responses_of(tx, call.actor, after, limit + 1, typed);
    api::Page<ResponseShown> page;
    page.next_cursor = api::cut_page(rows, limit);
    for (auto const& row : rows) page.items.push_back(shown(row));
    return page;
}

ResponseShown create(Tx& tx, api::Call<NewCannedResponse> const& call) {
    return shown(create_canned_response(tx, call.actor, call.body, call.now));
}

ResponseShown edit(Tx& tx, api::Call<api::Patch<CannedResponseFields>, api::None, api::IdPath> const& call) {
    return shown(edit_canned_response(tx, call.actor, api::path_id<CannedResponseId>(call.path.id), call.body.changes,
                                      call.body.version, call.now));
}

api::None archive(Tx& tx, IdCall const& call) {
    archive_canned_response(tx, call.actor, api::path_id<CannedResponseId>(call.path.id), call.now);
    return {};
}

FilledText text(Tx& tx, api::Call<api::None, api::None, TextPath> const& call) {
    return {
        text_for_ticket(tx, call.actor, api::path_id<CannedResponseId>(call.path.id), call.path.ticket_id, call.now)};
}

} // namespace

void add_canned_response_routes(api::Routes& all) {
    using enum http::Method;
    auto const may_reply = api::needs(Permission::tickets_reply);
    auto routes = all.that_see(api::Sees::own);
    routes.read("/canned-responses", may_reply, "The canned responses he may use; q: those found by what is typed",
                list);
    routes.write(post, "/canned-responses", may_reply, 201, "Keep a text, for oneself or for others", create);
    routes.write(patch, "/canned-responses/{id}", may_reply, 200, "Change a canned response", edit);
    routes.write(del, "/canned-responses/{id}", may_reply, 204, "Archive a canned response", archive);
    all.that_see(api::Sees::ticket)
        .read("/canned-responses/{id}/text/{ticket_id}", may_reply, "Its text for a ticket, variables filled in", text);
}

} // namespace baton
