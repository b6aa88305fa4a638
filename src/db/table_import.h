// Puts rows into an empty database as they are, past every use case, and keeps in it how far that has come: a table of
// its own, which is there only meanwhile. Whoever opens the database asks for that first. In the caller's unit of work.
#pragma once
#include "db/snapshot.h"

namespace baton::db {

using Value = std::variant<std::monostate, std::int64_t, double, std::string>; // null, …, text or blob
using Values = std::vector<Value>;                                             // in the order of a layout's columns

struct ImportProgress {
    std::string source;     // what is being imported
    std::int64_t parts = 0; // of it that are in
};

// What the program keeps there itself, about this database and not about what is in it.
bool is_of_the_database(std::string_view table);
// Without a change, and without bringing it to the newest schema. False where there is no database.
bool is_import_under_way(Place const&);

// REQUIRES: nothing is there but what the migrations have made, as is_untouched says.
void begin_import(Tx&, std::string const& source);
ImportProgress import_progress(Tx&);
void note_imported(Tx&, std::int64_t parts);
// Rows of the unit's tenant.
void insert_rows(Tx&, TableLayout const&, std::vector<Values> const&);
// What the source's database knew about itself.
struct DatabaseRows {
    TableLayout migrations;
    std::vector<Values> applied;
    std::vector<std::int64_t> nodes;
    std::int64_t highest_mark = 0; // of any node
};
// The history of the migrations becomes the source's; every node number goes on above all ids that were made there; and
// of the import no trace stays. REQUIRES: the same migrations were applied here.
void end_import(Tx&, DatabaseRows const&);

// No row in any table but those that migrations make.
bool is_untouched(Snapshot&);

} // namespace baton::db
