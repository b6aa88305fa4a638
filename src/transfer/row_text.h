// A row as a line of JSON and back, the same to the last bit. Pure.
#pragma once
#include "backup/backup.h"
#include "db/table_import.h"

namespace baton {

// With its newline.
std::string line_of_row(db::TableLayout const&, db::Row const&);
// Throws BackupError, what is wrong with it, when it is no row of this table.
db::Values row_in_line(db::TableLayout const&, std::string_view line);

} // namespace baton
