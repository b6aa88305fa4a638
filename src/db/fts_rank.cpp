#include "db/fts_rank.h"

#include <array>
#include <sqlite3.h>
#include <vector>

namespace baton::db {
namespace {

// By column; keys are no words of anybody. As in postgres_text_index.cpp.
constexpr std::array weight_of_column{0.0, 8.0, 2.0, 1.0};
// Half of what one word can give at most: the more it stands there, the less another time adds.
constexpr double half = 8.0;
constexpr double scale = 1'000'000;

// Throws bad_alloc.
int rank_of(Fts5ExtensionApi const& fts, Fts5Context* row, std::int64_t& rank) {
    int places = 0;
    if (int const code = fts.xInstCount(row, &places); code != SQLITE_OK) return code;
    std::vector<double> of_phrase(std::size_t(fts.xPhraseCount(row)));
    for (int i = 0; i < places; ++i) {
        int phrase = 0, column = 0, at = 0;
        if (int const code = fts.xInst(row, i, &phrase, &column, &at); code != SQLITE_OK) return code;
        of_phrase[std::size_t(phrase)] += weight_of_column.at(std::size_t(column));
    }
    double sum = 0;
    for (double const weight : of_phrase) sum += weight / (weight + half);
    rank = std::int64_t(sum * scale);
    return SQLITE_OK;
}

// Called by C: nothing may be thrown out of it.
void rank_row(Fts5ExtensionApi const* fts, Fts5Context* row, sqlite3_context* answer, int, sqlite3_value**) {
    try {
        std::int64_t rank = 0;
        if (int const code = rank_of(*fts, row, rank); code != SQLITE_OK) sqlite3_result_error_code(answer, code);
        else sqlite3_result_int64(answer, rank);
    } catch (std::exception const&) {
        sqlite3_result_error_nomem(answer);
    }
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
