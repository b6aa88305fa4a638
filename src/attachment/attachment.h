// Attachments 附件: files that travel with a ticket. The bytes live under their SHA-256 in the data
// directory, a row per upload; an upload that nothing uses within a day expires.
#pragma once
#include "ticket/ticket.h"

namespace baton {

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
};
DESCRIBE(Attachment, (), (id, name, size, media_type, sha256, uploaded_by, created_at, ticket_id, event_id));

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
