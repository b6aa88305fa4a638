// Why a person sees a ticket, or why not: the same rules as the scope of every query, in words.
#pragma once
#include "ticket/ticket.h"
#include "user/actor.h"

namespace baton {

BOOST_DEFINE_ENUM_CLASS(SightReasonKind, reads_all, assignee, creator, collaborator, follower, member, lead, opened,
                        no_such_permission, account_ended, works_elsewhere, takes_no_part)

struct SightReason {
    SightReasonKind kind{};
    std::string text; // one sentence
};
DESCRIBE(SightReason, (), (kind, text));

struct Sight {
    UserId user_id{};
    std::string user_name;
    bool sees = false;
    bool may_change = false;
    std::vector<SightReason> reasons; // why he sees it, or would if his permissions let him
    std::vector<SightReason> missing; // what keeps him from seeing it
};
DESCRIBE(Sight, (), (user_id, user_name, sees, may_change, reasons, missing));

// About oneself only with sight of the ticket; about anyone with users.manage. Throws Error::not_found and forbidden.
Sight explain_sight(Tx&, Actor const& asker, std::string const& ticket, UserId, Timestamp now);

} // namespace baton
