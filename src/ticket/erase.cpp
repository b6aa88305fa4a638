#include "attachment/service.h"
#include "ticket/draft_store.h"
#include "ticket/field_store.h"
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

// False when an event among them is not counted yet: figures follow from the contents.
bool collect(Tx& tx, TicketId ticket, std::int64_t counted_until, std::vector<EventId>& speaking) {
    std::optional<EventId> after;
    for (;;) {
        auto const events = ticket_events(tx, ticket, after, slice);
        for (auto const& event : events) {
            if (event.seq.value_or(counted_until + 1) > counted_until) return false;
            if (event.kind != EventKind::erased && event.content && !says_nothing(*event.content))
                speaking.push_back(event.id);
        }
        if (int(events.size()) < slice) return true;
        after = events.back().id;
    }
}

} // namespace

std::vector<TicketId> tickets_to_erase(Tx& tx, CustomerId requester, int limit) {
    return list_unerased(tx, requester, limit);
}

std::optional<std::vector<std::string>> erase_ticket(Tx& tx, Actor const& actor, TicketId id,
                                                     std::int64_t counted_until, std::string const& reason,
                                                     Timestamp now) {
    std::vector<EventId> events;
    lock_ticket(tx, id);
    if (!collect(tx, id, counted_until, events)) return std::nullopt;
    erase_content(tx, events, actor.as_event_actor(), reason, now);
    erase_fields(tx, id);
    delete_field_rows(tx, id);
    erase_rating(tx, id);
    delete_drafts(tx, id);
    return remove_attachments(tx, id);
}

} // namespace baton
