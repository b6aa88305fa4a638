// Use cases of canned responses, each inside the caller's unit of work.
#pragma once
#include "canned_response/canned_response.h"
#include "db/tx.h"
#include "ticket/service.h"

namespace baton {

// Those he may use, by id. `typed`: those found by it.
std::vector<CannedResponse> canned_responses_of(Tx&, Actor const&, CannedResponseId after, int limit,
                                                std::optional<std::string> const& typed = {});
CannedResponse create_canned_response(Tx&, Actor const&, NewCannedResponse const&, Timestamp now);
CannedResponse edit_canned_response(Tx&, Actor const&, CannedResponseId, json::object const& changes,
                                    std::int64_t version, Timestamp now);
void archive_canned_response(Tx&, Actor const&, CannedResponseId, Timestamp now);

// Its text for this ticket, as the actor would send it. Throws Error::not_found for what he may not use or see.
std::string text_for_ticket(Tx&, Actor const&, CannedResponseId, std::string const& ticket, Timestamp now);

// Any text with variables, for this ticket.
std::string filled_for(Tx&, Actor const&, Ticket const&, std::string_view body, Timestamp now);

// Throws db::DbError naming a missing column.
void check_canned_response_tables(Tx&);

} // namespace baton
