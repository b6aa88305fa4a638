#include "attachment/transfer.h"

#include "attachment/upload.h"
#include "http/file_name.h"

namespace baton {
std::unique_ptr<http::Source> attachment_content(db::Database& database, FileStore const& files, TenantId tenant,
                                                 Attachment const& attachment) {
    if (!attachment.sealed) return files.open_clear(tenant, attachment.file);
    return files.open(tenant, attachment.file, [&](Bytes wrapped) {
        std::optional<Secret> key;
        database.read(tenant, [&](Tx& tx) { key.emplace(open_file_key(tx, wrapped)); });
        return *std::move(key);
    });
}

http::BodyPlan upload_plan(FileStore const& files, TenantId tenant, http::Request const& head, std::uint64_t limit) {
    return http::BodyPlan{limit, std::make_shared<AttachmentUpload>(files, tenant, head.header("content-type"))};
}

AttachmentView store_upload(db::Database& database, FileStore const& files, Actor const& actor,
                            api::Call<> const& call) {
    if (!call.upload) throw Error(ErrorCode::invalid, "file", "is required"); // a request without a body
    auto& upload = dynamic_cast<AttachmentUpload&>(*call.upload);
    upload.finish();
    Attachment attachment;
    attachment.name = upload.name();
    attachment.size = upload.file().size();
    attachment.media_type = upload.media_type();
    auto kept = files.keep(upload.file(), actor.tenant, [&](Secret const& key, std::string const& sha256) {
        return db::run(database, actor.tenant, [&](Tx& tx) { return seal_file(tx, key, sha256); });
    });
    attachment.file = std::move(kept.name);
    attachment.sha256 = std::move(kept.sha256);
    return view(
        db::run(database, actor.tenant, [&](Tx& tx) { return add_attachment(tx, actor, attachment, call.now); }));
}

http::Response download(db::Database& database, FileStore const& files, TenantId tenant, Attachment const& attachment) {
    http::Response response;
    response.headers = {{"Content-Type", attachment.media_type},
                        {"Content-Disposition", http::attachment_disposition(attachment.name)},
                        {"Content-Security-Policy", "sandbox; default-src 'none'"},
                        {"Cache-Control", "private, max-age=3600"},
                        {"Accept-Ranges", "bytes"}, // players jump
                        {"ETag", "\"" + attachment.sha256 + "\""}};
    response.source = attachment_content(database, files, tenant, attachment);
    return response;
}

} // namespace baton
