// Rows in, rows out. The only place that knows the attachments table.
#pragma once
#include "attachment/attachment.h"

namespace baton {

void insert_attachment(Tx&, Attachment const&);
// Of a file that another row names too: sealed as that one is.
void insert_copy(Tx&, Attachment const&);
std::optional<Attachment> find_attachment(Tx&, AttachmentId);
std::vector<Attachment> find_attachments(Tx&, std::vector<AttachmentId> const&);
// False when it is used already.
bool use_attachment(Tx&, AttachmentId, TicketId, EventId);
// As if it was uploaded now and not yet used.
void free_attachments(Tx&, TicketId, EventId, Timestamp now);
// Unused ones from before `until`, at most `limit`, as rows.
std::vector<Attachment> list_expired(Tx&, Timestamp until, int limit);
// As rows: what is sealed stays so.
std::vector<Attachment> list_attachments(Tx&, TicketId);
// In the order of their files.
std::vector<Attachment> attachments_by_file(Tx&, std::optional<Attachment> const& after, int limit);
void delete_attachment(Tx&, AttachmentId);
bool is_file_used(Tx&, std::string const& file);

} // namespace baton
