// One tenant's table of words in search.db, in FTS5. For sqlite_text_index.cpp, which keeps the file and its
// transactions. What throws, throws DbError.
#pragma once
#include "db/sqlite_connection.h"
#include "db/text_index.h"

namespace baton::db {

class SqliteWords {
public:
    SqliteWords(SqliteConnection& connection, TenantId tenant);

    void create();
    void drop();
    // In place of the one with its id. Whether words went that must be forgotten.
    bool store(IndexedText const&);
    void remove(std::int64_t id);
    std::vector<std::int64_t> find(TextQuestion const&, HitRange const&);
    // REQUIRES: the connection has the function of fts_rank.h.
    std::vector<RankedHit> find_ranked(TextQuestion const& asked, TextQuestion const& keys, int most);
    std::vector<std::int64_t> ids(std::int64_t after, int limit);
    std::vector<std::int64_t> differing(std::vector<IndexedText> const&);
    // True while more is to be merged. The first step makes one level of all segments, the others go on with it.
    bool merge_step();

private:
    enum class Stored { nothing, same, other };
    Stored stored(IndexedText const&);

    SqliteConnection& connection_;
    std::string const table_;
};

} // namespace baton::db
