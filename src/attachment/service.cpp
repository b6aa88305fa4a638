#include "attachment/service.h"

#include "attachment/store.h"
#include "ticket/service.h"

#include <algorithm>

namespace baton {
namespace {

// A file is written once, as an event is: its key stays under the tenant key of then, which is kept.
constexpr std::string_view key_field = "event.file_key";

} // namespace

FileSeal seal_file(Tx& tx, Secret const& key, std::string const& sha256) {
    auto wrapped = tx.vault().encrypt(tx.tenant(), key_field, text_of(key.bytes()));
    return {tx.vault().blind_index(tx.tenant(), "attachments.file", sha256), std::move(wrapped)};
}

Secret open_file_key(Tx& tx, Bytes wrapped) {
    auto plain = tx.vault().decrypt(tx.tenant(), key_field, wrapped);
    if (plain.size() != Secret::size) throw VaultError("the key of a file is not as long as a key");
    Secret key(bytes_of(plain));
    wipe(plain);
    return key;
}

Attachment add_attachment(Tx& tx, Actor const& actor, Attachment attachment, Timestamp now) {
    attachment.id = tx.next_id<AttachmentId>(now);
    attachment.uploaded_by = actor.key();
    attachment.created_at = now;
    insert_attachment(tx, attachment);
    return attachment;
}

void attach(Tx& tx, Actor const& actor, std::vector<AttachmentId> const& ids, TicketId ticket, EventId event,
            Timestamp now) {
    auto const found = find_attachments(tx, ids);
    Problems problems;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        auto const it = std::ranges::find(found, ids[i], &Attachment::id);
        bool const own = it != found.end() && it->uploaded_by == actor.key() &&
                         after_seconds(it->created_at, unused_lifetime_s) > now;
        if (!own || !use_attachment(tx, ids[i], ticket, event))
            problems.add("attachment_ids[" + std::to_string(i) + "]", "is not an unused upload of yours");
    }
    problems.raise();
}

std::vector<AttachmentId> copy_attachments(Tx& tx, Actor const& actor, std::vector<AttachmentId> const& ids,
                                           Timestamp now) {
    auto const found = find_attachments(tx, ids);
    std::vector<AttachmentId> copies;
    for (auto const id : ids) {
        auto const it = std::ranges::find(found, id, &Attachment::id);
        if (it == found.end()) continue;
        auto copy = *it;
        copy.id = tx.next_id<AttachmentId>(now);
        copy.uploaded_by = actor.key();
        copy.created_at = now;
        copy.ticket_id.reset();
        copy.event_id.reset();
        insert_copy(tx, copy);
        copies.push_back(copy.id);
    }
    return copies;
}

void detach(Tx& tx, TicketId ticket, EventId event, Timestamp now) { free_attachments(tx, ticket, event, now); }

Attachment visible_attachment(Tx& tx, Actor const& actor, AttachmentId id) {
    auto attachment = find_attachment(tx, id);
    bool const seen = attachment && (attachment->ticket_id ? can_see_merged(tx, actor, *attachment->ticket_id)
                                                           : attachment->uploaded_by == actor.key());
    if (!seen) throw Error(ErrorCode::not_found, "There is no such attachment.");
    return *std::move(attachment);
}

std::vector<Attachment> attachments_with(Tx& tx, std::vector<AttachmentId> const& ids) {
    return find_attachments(tx, ids);
}

int expire_attachments(Tx& tx, Timestamp now, int limit) {
    auto const expired = list_expired(tx, after_seconds(now, -unused_lifetime_s), limit);
    for (auto const& attachment : expired) delete_attachment(tx, attachment.id);
    return int(expired.size());
}

std::vector<std::string> remove_attachments(Tx& tx, TicketId ticket) {
    std::vector<std::string> files;
    for (auto const& attachment : list_attachments(tx, ticket)) {
        delete_attachment(tx, attachment.id);
        files.push_back(attachment.file);
    }
    return files;
}

std::vector<std::string> without_row(Tx& tx, std::vector<std::string> const& files) {
    std::vector<std::string> orphans;
    for (auto const& file : files)
        if (!is_file_used(tx, file)) orphans.push_back(file);
    return orphans;
}

} // namespace baton
