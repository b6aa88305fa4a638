// The overview as a table for spreadsheet programs.
#pragma once
#include "report/overview.h"

namespace baton {

// One row for each number of the overview: what it is about, and its counts.
std::string overview_csv(Overview const&);

} // namespace baton
