// Use cases of bringing tables in. Each runs inside the caller's unit of work: one row is one unit.
#pragma once
#include "sheet/row.h"
#include "ticket/service.h"
#include "user/actor.h"

namespace baton {

struct RowKey {
    std::string source, external_id;
};

struct BroughtIn {
    bool was_there = false; // an earlier import brought it
    std::int64_t id = 0;
    std::string number; // of a ticket
};

// Opened as by any channel, at the moment the row names, then moved to where it stands. Throws Error, whose fields are
// those of the mapping.
BroughtIn bring_in(Tx&, Actor const&, RowKey const&, TicketRow const&, TicketNumbers&, Timestamp now);
BroughtIn bring_in(Tx&, Actor const&, RowKey const&, CustomerRow const&, Timestamp now);
// Spends ids of this moment: those that an earlier import has made there are passed over.
void spend_ids(Tx&, std::int64_t count, Timestamp at);

// Throws db::DbError naming a missing column.
void check_sheet_tables(Tx&);

} // namespace baton
