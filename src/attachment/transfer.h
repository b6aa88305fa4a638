// Files on their way in and out over HTTP: the same for who works here and for customers.
#pragma once
#include "api/call.h"
#include "attachment/service.h"
#include "db/database.h"

namespace baton {

// What to do with the body of an upload.
http::BodyPlan upload_plan(FileStore const&, TenantId, http::Request const& head, std::uint64_t limit);
// The file is kept and synced before the row that names it is written. Not for database threads.
AttachmentView store_upload(db::Database&, FileStore const&, Actor const&, api::Call<> const&);
// What was uploaded. Throws Error::not_found when the file is gone, VaultError when it was changed.
std::unique_ptr<http::Source> attachment_content(db::Database&, FileStore const&, TenantId, Attachment const&);
// Always saved, never shown as a page of ours: what customers send is not trusted to run.
http::Response download(db::Database&, FileStore const&, TenantId, Attachment const&);

} // namespace baton
