// What follows once a message is said. For the use cases of this folder, which hold the lock of the row.
#pragma once
#include "ticket/service.h"

namespace baton {

// A message of the ticket, recorded and with its files.
struct Said {
    EventId event{};
    Visibility visibility = Visibility::internal;
    std::vector<Text<1, 20>> mentions;
    std::optional<std::string> then; // status to move to
};

// Mentions, first response, move, stage and row. Throws as the move does.
void take_effect(Tx&, Actor const&, Ticket&, Said const&, Timestamp now);
// Why the ticket cannot move there now; absent when it can.
std::optional<std::string> why_not(Tx&, Actor const&, Ticket const&, std::string const& then, Timestamp now);

} // namespace baton
