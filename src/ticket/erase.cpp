#include "attachment/service.h"
#include "reminder/service.h"
#include "ticket/deletion_store.h"
#include "ticket/draft_store.h"
#include "ticket/field_store.h"
#include "ticket/held.h"
#include "ticket/rating.h"
#include "ticket/service.h"

#include <algorithm>
#include <array>

namespace baton {
namespace {

constexpr int slice = 200;

// Only where the ticket stood: what the figures follow from, and nothing anybody wrote.
bool says_nothing(EventContent const& content) {
    static constexpr std::array<std::string_view, 2> facts = {"stage", "assignee_id"};
    if (!content.body.empty() || !content.quoted.empty() || !content.html.empty() || !content.attachment_ids.empty())
        return false;
    return std::ranges::all_of(content.data, [](auto const& member) {
        return std::ranges::find(facts, std::string_view(member.key())) != facts.end();
    });
}

std::vector<EventId> speaking_events(Tx& tx, TicketId ticket) {
    std::vector<EventId> speaking;
    std::optional<EventId> after;
    for (;;) {
        auto const events = ticket_events(tx, ticket, after, slice);
        for (auto const& event : events)
            if (event.kind != EventKind::erased && event.content && !says_nothing(*event.content))
                speaking.push_back(event.id);
        if (int(events.size()) < slice) return speaking;
        after = events.back().id;
    }
}

} // namespace

std::vector<TicketId> tickets_to_erase(Tx& tx, CustomerId requester, int limit) {
    return list_unerased(tx, requester, limit);
}

std::vector<std::string> erase_ticket(Tx& tx, Actor const& actor, TicketId id, std::string const& reason,
                                      Timestamp now) {
    lock_ticket(tx, id);
    erase_content(tx, speaking_events(tx, id), actor.as_event_actor(), reason, now);
    erase_fields(tx, id);
    delete_field_rows(tx, id);
    erase_rating(tx, id);
    delete_drafts(tx, id);
    forget_held_messages(tx, id);
    erase_reminders(tx, id);
    purge_if_deleted(tx, id);
    return remove_attachments(tx, id);
}

} // namespace baton
