// The overview as a table for spreadsheet programs.
#pragma once
#include "http/message.h"
#include "report/overview.h"

namespace baton {

// Beneath a header one row for each number of the overview: what it is about, and its counts.
std::vector<std::vector<std::string>> overview_rows(Overview const&);

std::string overview_csv(Overview const&);
// Read while it is sent.
std::unique_ptr<http::Source> overview_xlsx(Overview const&);

} // namespace baton
