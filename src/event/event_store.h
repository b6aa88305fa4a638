// Rows of the event log. Only erasure, numbering and the state of a delivery ever change a row that stands.
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
    std::string_view request_id; // "" = none
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

struct ClearContent {
    EventId id{};
    std::string content;
    db::Blob salt;
};
DESCRIBE(ClearContent, (), (id, content, salt));
// Of a ticket's events, those that were stored in clear.
std::vector<ClearContent> clear_contents(Tx&, TicketId);
// In place of the text and its salt.
void save_encrypted(Tx&, EventId, std::string const& content);

} // namespace baton
