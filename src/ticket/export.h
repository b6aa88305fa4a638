// Tickets as a file: a list of any length, read a page at a time.
#pragma once
#include "http/message.h"
#include "search/service.h"
#include "ticket/filter.h"
#include "ticket/spreadsheet.h"

namespace baton {

struct TicketListExport : TicketQuestion {
    std::optional<CsvLanguage> lang; // zh
};
DESCRIBE(TicketListExport, (TicketQuestion), (lang));
void check(TicketListExport const&, Problems&);

// csv is made while it is sent, xlsx before.
BOOST_DEFINE_ENUM_CLASS(SpreadsheetKind, csv, xlsx)

// What the actor sees of them, by creation, as it is when each page is read. Recorded as an event before anything is
// sent. Not for database threads.
http::Response export_tickets(db::Database&, Search&, Actor const&, TicketListExport const&, SpreadsheetKind,
                              Timestamp now);

} // namespace baton
