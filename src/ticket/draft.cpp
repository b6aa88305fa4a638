#include "ticket/draft.h"

#include "ticket/draft_store.h"

namespace baton {
namespace {

UserId person(Actor const& actor) {
    if (!actor.user) throw Error(ErrorCode::forbidden, "A draft needs a person.");
    return *actor.user;
}

} // namespace

std::optional<Draft> draft_of(Tx& tx, Actor const& actor, std::string const& ticket) {
    return find_draft(tx, visible_ticket(tx, actor, ticket).id, person(actor));
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
