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
// Always saved, never shown as a page of ours: what customers send is not trusted to run.
http::Response download(db::Database&, FileStore const&, TenantId, Attachment const&);

} // namespace baton
