#include "event/event.h"

#include "base/trace.h"
#include "event/content.h"
#include "event/event_store.h"

namespace baton {
namespace {

// Those that still have a content to remove, by ticket: each ticket's timeline tells what is gone from it.
using Erasures = std::map<std::optional<TicketId>, std::vector<EventId>>;

Erasures erasable(Tx& tx, std::vector<EventId> const& ids) {
    Erasures erasures;
    for (auto const id : ids) {
        auto const event = find_erasable(tx, id);
        if (!event) throw Error(ErrorCode::not_found, "There is no such event.");
        // It names what was erased; without it a removed content looks like tampering.
        if (event->kind == EventKind::erased) throw Error(ErrorCode::conflict, "An erasure cannot be erased.");
        auto& same_ticket = erasures[event->ticket_id];
        if (event->has_content && std::ranges::find(same_ticket, id) == same_ticket.end()) same_ticket.push_back(id);
    }
    return erasures;
}

} // namespace

EventId record(Tx& tx, NewEvent event, Timestamp now) {
    auto const id = tx.next_id<EventId>(now);
    auto const plain = content_text(event.content);
    auto const content = event.is_encrypted ? encrypted_text(tx, plain) : plain;
    auto const salt = random_bytes<std::tuple_size_v<Salt>>();
    auto const hash = content_hash(salt, content);
    insert_event(tx, {id, now, event, content, salt, hash, Trace::request_id()});
    return id;
}

void encrypt_contents(Tx& tx, TicketId ticket) {
    for (auto const& stored : clear_contents(tx, ticket))
        save_encrypted(tx, stored.id, encrypted_text(tx, stored.content, stored.salt));
}

void erase_content(Tx& tx, std::vector<EventId> const& ids, EventActor const& by, std::string const& reason,
                   Timestamp now) {
    for (auto const& [ticket, events] : erasable(tx, ids)) {
        if (events.empty()) continue;
        for (auto const id : events) drop_content(tx, id);
        NewEvent erased{.kind = EventKind::erased, .ticket_id = ticket, .actor = by};
        erased.content.data = {{"events", to_json(events)}, {"reason", reason}};
        record(tx, std::move(erased), now);
    }
}

} // namespace baton
