#include "ticket/link.h"

#include "ticket/change.h"
#include "ticket/link_store.h"

namespace baton {

void link_tickets(Tx& tx, Actor const& actor, Ticket const& from, Ticket const& to, LinkKind kind, Timestamp now) {
    if (!insert_link(tx, {from.id, to.id, kind, actor.user, now})) return;
    auto const say = [&](Ticket const& here, Ticket const& there, std::string_view end) {
        record(tx,
               event_of(actor, here, EventKind::linked,
                        {{"kind", name_of(kind)},
                         {"end", end}, // which of the two this one is
                         {"ticket_id", std::to_string(there.id.value)},
                         {"number", there.number}}),
               now);
    };
    say(from, to, "from");
    say(to, from, "to");
}

} // namespace baton
