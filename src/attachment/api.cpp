#include "attachment/api.h"

#include "attachment/transfer.h"

namespace baton {
namespace {

using IdCall = api::Call<api::None, api::None, api::IdPath>;

// Nobody but the one who sent it sees a file before a ticket uses it.
std::optional<Seen> seen_ticket(Tx& tx, Actor const& actor, std::string const& id) {
    auto const ticket = visible_attachment(tx, actor, api::path_id<AttachmentId>(id)).ticket_id;
    return ticket ? std::optional(Seen{SeenKind::ticket, ticket->value}) : std::nullopt;
}

} // namespace

void add_attachment_routes(api::Routes& all, db::Database& database, FileStore files) {
    auto routes = all.that_see(api::Sees::ticket);
    auto& upload = routes.direct(
        http::Method::post, "/attachments", api::signed_in, 201,
        "Upload a file, part \"file\"; unused ones expire in 24 hours",
        [&database, files](api::Call<> const& call) { return store_upload(database, files, call.actor, call); });
    upload.plan = [files](http::Request const& head, TenantId tenant) {
        return upload_plan(files, tenant, head, max_attachment_bytes);
    };
    auto const fetch = [&database, files](IdCall const& call) {
        auto const attachment = db::look(database, call.actor.tenant, [&](Tx& tx) {
            return visible_attachment(tx, call.actor, api::path_id<AttachmentId>(call.path.id));
        });
        return download(database, files, call.actor.tenant, attachment);
    };
    routes
        .direct(http::Method::get, "/attachments/{id}", api::signed_in, 200, "Download a file of a ticket one sees",
                fetch)
        .viewing(seen_ticket);
}

} // namespace baton
