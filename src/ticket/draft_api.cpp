#include "ticket/draft_api.h"

#include "ticket/draft.h"

namespace baton {
namespace {

using TicketCall = api::Call<api::None, api::None, api::IdPath>;

Draft show(Tx& tx, TicketCall const& call) {
    auto draft = draft_of(tx, call.actor, call.path.id);
    if (!draft) throw Error(ErrorCode::not_found, "There is no draft.");
    return *std::move(draft);
}

Draft put(Tx& tx, api::Call<DraftFields, api::None, api::IdPath> const& call) {
    return save_draft(tx, call.actor, call.path.id, call.body, call.now);
}

api::None drop(Tx& tx, TicketCall const& call) {
    drop_draft(tx, call.actor, call.path.id);
    return {};
}

} // namespace

void add_draft_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::own);
    auto const may_reply = api::needs(Permission::tickets_reply);
    routes.read("/tickets/{id}/draft", may_reply, "What he has begun to write", show);
    routes.write(http::Method::put, "/tickets/{id}/draft", may_reply, 200, "Keep what he has begun to write", put);
    routes.write(http::Method::del, "/tickets/{id}/draft", may_reply, 204, "Throw the draft away", drop);
}

} // namespace baton
