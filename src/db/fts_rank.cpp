#include "db/fts_rank.h"

#include <algorithm>
#include <array>
#include <sqlite3.h>

namespace baton::db {
namespace {

// By column; keys are no words of anybody. As in postgres_text_index.cpp.
constexpr std::array weight_of_column{0.0, 8.0, 2.0, 1.0};
// Half of what one word can give at most: the more it stands there, the less another time adds.
constexpr double half = 8.0;
constexpr double scale = 1'000'000;

double weight_of(Fts5ExtensionApi const& fts, Fts5Context* row, int phrase, int& code) {
    double weight = 0;
    Fts5PhraseIter place{};
    int column = -1, at = 0;
    code = fts.xPhraseFirst(row, phrase, &place, &column, &at);
    for (; code == SQLITE_OK && column >= 0; fts.xPhraseNext(row, &place, &column, &at))
        weight += weight_of_column[std::min(std::size_t(column), weight_of_column.size() - 1)];
    return weight;
}

// Called by C. `given`: how many phrases are asked for; those after them are keys.
void rank_row(Fts5ExtensionApi const* fts, Fts5Context* row, sqlite3_context* answer, int count,
              sqlite3_value** given) {
    double sum = 0;
    int const phrases = count == 1 ? sqlite3_value_int(given[0]) : 0;
    for (int phrase = 0; phrase < std::min(phrases, fts->xPhraseCount(row)); ++phrase) {
        int code = SQLITE_OK;
        double const weight = weight_of(*fts, row, phrase, code);
        if (code != SQLITE_OK) return sqlite3_result_error_code(answer, code);
        sum += weight / (weight + half);
    }
    sqlite3_result_int64(answer, std::int64_t(sum * scale));
}

// As SQLite's documentation of FTS5 says, under "Extending FTS5".
fts5_api* api_of(SqliteConnection& connection) {
    fts5_api* api = nullptr;
    SqliteConnection::Statement statement(connection, "select fts5($1)");
    sqlite3_bind_pointer(statement.get(), 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    statement.step();
    return api;
}

} // namespace

void add_rank_function(SqliteConnection& connection) {
    auto* const api = api_of(connection);
    if (!api || api->xCreateFunction(api, rank_function, nullptr, rank_row, nullptr) != SQLITE_OK)
        throw DbError("This SQLite has no full-text search (FTS5).");
}

} // namespace baton::db
