#include "ticket/draft.h"

#include "attachment/service.h"
#include "ticket/draft_store.h"
#include "ticket/mention.h"

#include <algorithm>

namespace baton {
namespace {

UserId person(Actor const& actor) {
    if (!actor.user) throw Error(ErrorCode::forbidden, "A draft needs a person.");
    return *actor.user;
}

} // namespace

void check(DraftFields const& draft, Problems& problems) {
    if (draft.attachment_ids.size() > max_attachments) problems.add("attachment_ids", "must have at most 50 entries");
    if (draft.mentions.size() > max_mentions) problems.add("mentions", "must have at most 50 entries");
}

std::optional<Draft> draft_of(Tx& tx, Actor const& actor, std::string const& ticket) {
    auto draft = find_draft(tx, visible_ticket(tx, actor, ticket).id, person(actor));
    if (!draft || draft->attachment_ids.empty()) return draft;
    auto const files = attachments_with(tx, draft->attachment_ids);
    std::erase_if(draft->attachment_ids, [&](AttachmentId id) {
        auto const it = std::ranges::find(files, id, &Attachment::id);
        return it == files.end() || it->ticket_id || it->uploaded_by != actor.key();
    });
    return draft;
}

Draft save_draft(Tx& tx, Actor const& actor, std::string const& ticket, DraftFields const& fields, Timestamp now) {
    Draft const draft{fields, now};
    save_draft_row(tx, visible_ticket(tx, actor, ticket).id, person(actor), draft);
    return draft;
}

void drop_draft(Tx& tx, Actor const& actor, std::string const& ticket) {
    delete_draft(tx, visible_ticket(tx, actor, ticket).id, person(actor));
}

} // namespace baton
