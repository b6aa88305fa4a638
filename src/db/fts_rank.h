// How well a row of the search index answers a question, as a function of FTS5 (its "custom auxiliary functions").
// FTS5's own bm25 looks at every row with a word of the question before it ranks the first, however few are asked for;
// this one looks at the row alone.
#pragma once
#include "db/sqlite_connection.h"

namespace baton::db {

// SQL: baton_rank(table, phrases), in a query with `match` that begins with so many phrases of words; what follows are
// keys. The columns of the table are keys, title, open and inner words.
inline constexpr auto rank_function = "baton_rank";

// Makes the function known to the connection. Throws DbError.
void add_rank_function(SqliteConnection&);

} // namespace baton::db
