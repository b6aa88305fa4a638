// Mentions 提及: a message names colleagues, who follow the ticket from then on, or the customer, who is asked for
// something with it. What he was asked for is missing until he answers.
#pragma once
#include "ticket/service.h"

namespace baton {

inline constexpr std::string_view customer_mention = "customer";
inline constexpr std::size_t max_mentions = 50;

// Each the id of a person or the word for the customer, and named once; the customer only by what he can read.
void check_mentions(std::vector<Text<1, 20>> const&, bool is_public, Problems&);

// What the customer was asked for: the words are those of the message.
struct TicketRequest {
    TicketId ticket_id{};
    EventId event_id{};
    UserId asked_by{};
    Timestamp asked_at{};
    std::optional<Timestamp> answered_at;
};
DESCRIBE(TicketRequest, (), (ticket_id, event_id, asked_by, asked_at, answered_at));

// What mention() will do can be done: for a message that waits. For use cases that hold the ticket's lock.
void check_mentioned(Tx&, Actor const&, Ticket const&, std::vector<Text<1, 20>> const&);

// Once the message is recorded. For use cases that hold the ticket's lock. Throws Error::invalid below "mentions" when
// there is no such person; Error::forbidden when he sees the ticket by this alone and the actor may not let him.
void mention(Tx&, Actor const&, Ticket const&, std::vector<Text<1, 20>> const&, EventId message, Timestamp now);

// What is still missing, oldest first.
std::vector<TicketRequest> open_requests(Tx&, TicketId);
// All of them; returns the last one, absent when nothing was missing.
std::optional<TicketRequest> answer_requests(Tx&, TicketId, Timestamp now);

// Throws db::DbError naming a missing column.
void check_request_tables(Tx&);

} // namespace baton
