// Use cases of attachments. Each runs inside the caller's unit of work.
#pragma once
#include "attachment/attachment.h"
#include "attachment/files.h"
#include "user/actor.h"

namespace baton {

// The name of a file and its key, encrypted, from the key and the content's SHA-256.
FileSeal seal_file(Tx&, Secret const& key, std::string const& sha256);
Secret open_file_key(Tx&, Bytes wrapped);
Attachment add_attachment(Tx&, Actor const&, Attachment, Timestamp now);
// Ties the actor's own unused uploads to a ticket and the event that brings them. Throws
// Error::invalid naming each wrong entry of `attachment_ids`.
void attach(Tx&, Actor const&, std::vector<AttachmentId> const&, TicketId, EventId, Timestamp now);
// The same files once more, as unused uploads of the actor: rows of their own, the bytes shared. For use cases that
// checked he sees them; those that are gone are left out.
std::vector<AttachmentId> copy_attachments(Tx&, Actor const&, std::vector<AttachmentId> const&, Timestamp now);
// What was tied to an event that is no more becomes a new upload of who uploaded it.
void detach(Tx&, TicketId, EventId, Timestamp now);
// Only with sight of its ticket, or as the one who uploaded it. Throws Error::not_found.
Attachment visible_attachment(Tx&, Actor const&, AttachmentId);
std::vector<Attachment> attachments_with(Tx&, std::vector<AttachmentId> const&);
// Forgets at most `limit` uploads that nothing used within a day; returns how many. Their files go with sweep.
int expire_attachments(Tx&, Timestamp now, int limit);
// Forgets all attachments of a ticket; returns which files they named.
std::vector<std::string> remove_attachments(Tx&, TicketId);
// The files that rows name, each once, in the order of their names.
std::vector<std::string> files_after(Tx&, std::string const& after, int limit);
// Those of the files that no row names.
std::vector<std::string> without_row(Tx&, std::vector<std::string> const& files);

// Throws db::DbError naming a missing column.
void check_attachment_tables(Tx&);

} // namespace baton
