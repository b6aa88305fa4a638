// `baton import tickets` and `baton import customers`: rows of a CSV file or a workbook.
#pragma once
#include "command/given.h"

#include <functional>

namespace baton {

// Below `baton import`. What is chosen goes into `action`; `given` must outlive the parsing.
void add_sheet_commands(CLI::App& import, Given& given, std::function<int()>& action);

} // namespace baton
