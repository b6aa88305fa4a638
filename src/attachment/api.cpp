#include "attachment/api.h"

#include "attachment/service.h"
#include "attachment/upload.h"
#include "http/file_name.h"

namespace baton {
namespace {

using IdCall = api::Call<api::None, api::None, api::IdPath>;

// Always saved, never shown as a page of ours: what customers send is not trusted to run.
http::Response download(Attachment const& attachment, std::unique_ptr<http::Source> source) {
    http::Response response;
    response.headers = {{"Content-Type", attachment.media_type},
                        {"Content-Disposition", http::attachment_disposition(attachment.name)},
                        {"Content-Security-Policy", "sandbox; default-src 'none'"},
                        {"Cache-Control", "private, max-age=3600"},
                        {"ETag", "\"" + attachment.sha256 + "\""}};
    response.source = std::move(source);
    return response;
}

std::unique_ptr<http::Source> content_of(db::Database& database, FileStore const& files, TenantId tenant,
                                         Attachment const& attachment) {
    if (!attachment.sealed) return files.open_clear(tenant, attachment.file);
    return files.open(tenant, attachment.file, [&](Bytes wrapped) {
        std::optional<Secret> key;
        database.read(tenant, [&](Tx& tx) { key.emplace(open_file_key(tx, wrapped)); });
        return *std::move(key);
    });
}

// The file is kept and synced before the row that names it is written.
AttachmentView store(db::Database& database, FileStore const& files, api::Call<> const& call) {
    if (!call.upload) throw Error(ErrorCode::invalid, "file", "is required"); // a request without a body
    auto& upload = dynamic_cast<AttachmentUpload&>(*call.upload);
    upload.finish();
    Attachment attachment;
    attachment.name = upload.name();
    attachment.size = upload.file().size();
    attachment.media_type = upload.media_type();
    auto kept = files.keep(upload.file(), call.actor.tenant, [&](Secret const& key, std::string const& sha256) {
        return db::run(database, call.actor.tenant, [&](Tx& tx) { return seal_file(tx, key, sha256); });
    });
    attachment.file = std::move(kept.name);
    attachment.sha256 = std::move(kept.sha256);
    return view(db::run(database, call.actor.tenant,
                        [&](Tx& tx) { return add_attachment(tx, call.actor, attachment, call.now); }));
}

// Nobody but the one who sent it sees a file before a ticket uses it.
std::optional<Seen> seen_ticket(Tx& tx, Actor const& actor, std::string const& id) {
    auto const ticket = visible_attachment(tx, actor, api::path_id<AttachmentId>(id)).ticket_id;
    return ticket ? std::optional(Seen{SeenKind::ticket, ticket->value}) : std::nullopt;
}

} // namespace

void add_attachment_routes(api::Routes& all, db::Database& database, FileStore files) {
    auto routes = all.that_see(api::Sees::ticket);
    auto& upload = routes.direct(http::Method::post, "/attachments", api::signed_in, 201,
                                 "Upload a file, part \"file\"; unused ones expire in 24 hours",
                                 [&database, files](api::Call<> const& call) { return store(database, files, call); });
    upload.plan = [files](http::Request const& head, TenantId tenant) {
        return http::BodyPlan{max_attachment_bytes,
                              std::make_shared<AttachmentUpload>(files, tenant, head.header("content-type"))};
    };
    auto const fetch = [&database, files](IdCall const& call) {
        auto const attachment = db::look(database, call.actor.tenant, [&](Tx& tx) {
            return visible_attachment(tx, call.actor, api::path_id<AttachmentId>(call.path.id));
        });
        return download(attachment, content_of(database, files, call.actor.tenant, attachment));
    };
    routes
        .direct(http::Method::get, "/attachments/{id}", api::signed_in, 200, "Download a file of a ticket one sees",
                fetch)
        .viewing(seen_ticket);
}

} // namespace baton
