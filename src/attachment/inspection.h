// Whether every attachment is there, opens and says what its row says. Reads all bytes of all files, a piece at a time.
// Not for database threads.
#pragma once
#include "attachment/service.h"
#include "db/database.h"

namespace baton {

struct AttachmentInspection {
    std::int64_t rows = 0, bytes = 0, wrong = 0, orphans = 0; // orphans: files that no row names
    std::vector<std::string> problems;                        // the first few
    std::string first_orphan;
};
AttachmentInspection inspect_attachments(db::Database&, FileStore const&, TenantId);

} // namespace baton
