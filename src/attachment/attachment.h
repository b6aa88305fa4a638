// Attachments 附件: files that travel with a ticket. The bytes live encrypted in the data directory, a row per upload;
// an upload that nothing uses within a day expires. Nobody knows at the upload what it will be part of, so that all are
// encrypted, whatever the type of the ticket.
#pragma once
#include "ticket/ticket.h"

namespace baton {

// As it is read and written; in the row, name and hash stand in `sealed`, and are empty.
struct Attachment {
    AttachmentId id{};
    std::string name;
    std::int64_t size = 0;
    std::string media_type;
    std::string sha256;      // hex
    std::string uploaded_by; // Actor::key()
    Timestamp created_at{};
    std::optional<TicketId> ticket_id;
    std::optional<EventId> event_id;
    std::string file;               // its name on disk
    std::optional<db::Blob> sealed; // absent for one of before, whose file is in clear
};
DESCRIBE(Attachment, (),
         (id, name, size, media_type, sha256, uploaded_by, created_at, ticket_id, event_id, file, sealed));

struct AttachmentView {
    AttachmentId id{};
    std::string name;
    std::int64_t size = 0;
    std::string media_type;
    std::string sha256;
};
DESCRIBE(AttachmentView, (), (id, name, size, media_type, sha256));

inline AttachmentView view(Attachment const& a) { return {a.id, a.name, a.size, a.media_type, a.sha256}; }

inline constexpr std::int64_t unused_lifetime_s = 24 * 3600;
inline constexpr std::uint64_t max_attachment_bytes = 256ull << 20;

} // namespace baton
