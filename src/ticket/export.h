// Tickets as a file: a list of any length, made while it is sent, a page at a time.
#pragma once
#include "http/message.h"
#include "search/service.h"
#include "ticket/csv.h"
#include "ticket/filter.h"

namespace baton {

struct TicketListExport : TicketQuestion {
    std::optional<CsvLanguage> lang; // zh
};
DESCRIBE(TicketListExport, (TicketQuestion), (lang));
void check(TicketListExport const&, Problems&);

// What the actor sees of them, by creation, as it is when each page is read. Recorded as an event before anything is
// sent. Not for database threads.
http::Response export_tickets(db::Database&, Search&, Actor const&, TicketListExport const&, Timestamp now);

} // namespace baton
