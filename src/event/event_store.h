// Rows of the event log. Only erasure and numbering ever change a row that stands.
#pragma once
#include "event/event.h"
#include "event/seal.h"

namespace baton {

struct NewEventRow {
    EventId id;
    Timestamp at;
    NewEvent const& event;
    std::string_view content; // the text of event.content
    Bytes salt, content_hash;
};

// SQLite numbers the row at once (one writer, and a rolled back unit gives its numbers back);
// on PostgreSQL the number comes after commit.
void insert_event(Tx&, NewEventRow const&);

// What erasure must know of an event.
struct ErasableEvent {
    EventId id{};
    std::optional<TicketId> ticket_id;
    EventKind kind{};
    bool has_content = false;
};
DESCRIBE(ErasableEvent, (), (id, ticket_id, kind, has_content));
std::optional<ErasableEvent> find_erasable(Tx&, EventId);
void drop_content(Tx&, EventId);

} // namespace baton
