// Drafts 草稿: what a person has begun to write in a ticket, kept on the server until he sends it or throws it away. It
// is his alone, and no change of the ticket: it makes no event. Stored encrypted, whatever the ticket's type.
#pragma once
#include "ticket/service.h"

namespace baton {

struct DraftFields {
    Text<0, 100'000> body;
    Visibility visibility = Visibility::public_;
    std::vector<Text<1, 20>> mentions;        // as in a message
    std::vector<AttachmentId> attachment_ids; // uploads of his; those that expired meanwhile are left out
    std::optional<Text<1, 100>> then;
};
DESCRIBE(DraftFields, (), (body, visibility, mentions, attachment_ids, then));
void check(DraftFields const&, Problems&);

struct Draft : DraftFields {
    Timestamp updated_at{};
};
DESCRIBE(Draft, (DraftFields), (updated_at));

// Each throws Error::not_found for a ticket out of his sight, Error::forbidden for who is no person.
std::optional<Draft> draft_of(Tx&, Actor const&, std::string const& ticket);
Draft save_draft(Tx&, Actor const&, std::string const& ticket, DraftFields const&, Timestamp now);
void drop_draft(Tx&, Actor const&, std::string const& ticket);

// Throws db::DbError naming a missing column.
void check_draft_tables(Tx&);

} // namespace baton
