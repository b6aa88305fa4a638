// Use cases of attachments. Each runs inside the caller's unit of work.
#pragma once
#include "attachment/attachment.h"
#include "user/actor.h"

namespace baton {

Attachment add_attachment(Tx&, Actor const&, Attachment, Timestamp now);
// Ties the actor's own unused uploads to a ticket and the event that brings them. Throws
// Error::invalid naming each wrong entry of `attachment_ids`.
void attach(Tx&, Actor const&, std::vector<AttachmentId> const&, TicketId, EventId, Timestamp now);
// Only with sight of its ticket, or as the one who uploaded it. Throws Error::not_found.
Attachment visible_attachment(Tx&, Actor const&, AttachmentId);
std::vector<Attachment> attachments_with(Tx&, std::vector<AttachmentId> const&);
// Forgets uploads nothing used within a day; returns the files (SHA-256) no row names any more.
std::vector<std::string> expire_attachments(Tx&, Timestamp now, int limit);

// Throws db::DbError naming a missing column.
void check_attachment_tables(Tx&);

} // namespace baton
