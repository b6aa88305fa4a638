#include "db/sqlite_words.h"

#include "db/fts_question.h"
#include "db/fts_rank.h"

#include <fmt/format.h>
#include <limits>

namespace baton::db {
namespace {

constexpr int merged_pages = 500; // in one step

Param integer(std::int64_t value) { return {.kind = Param::Kind::integer, .integer = value}; }
Param text(std::string_view value) { return {.kind = Param::Kind::text, .bytes = value}; }

std::string_view column(sqlite3_stmt* row, int i) {
    auto const* const bytes = reinterpret_cast<char const*>(sqlite3_column_text(row, i));
    return {bytes ? bytes : "", std::size_t(sqlite3_column_bytes(row, i))};
}

} // namespace

SqliteWords::SqliteWords(SqliteConnection& connection, TenantId tenant)
    : connection_(connection), table_(fmt::format("words_{}", tenant.value)) {}

void SqliteWords::create() {
    connection_.script(fmt::format("create virtual table if not exists {} using fts5("
                                   "keys, title_words, open_words, inner_words, prefix = '3 4 5 6 7 8',"
                                   " tokenize = \"ascii tokenchars '_'\")",
                                   table_));
}

void SqliteWords::drop() { connection_.script(fmt::format("drop table if exists {}", table_)); }

SqliteWords::Stored SqliteWords::stored(IndexedText const& given) {
    auto const sql = fmt::format("select keys, title_words, open_words, inner_words from {} where rowid = $1", table_);
    SqliteConnection::Statement found(connection_, sql);
    found.bind(std::array{integer(given.id)});
    if (!found.step()) return Stored::nothing;
    auto* const row = found.get();
    bool const is_same = column(row, 0) == given.keys && column(row, 1) == given.title_words &&
                         column(row, 2) == given.open_words && column(row, 3) == given.inner_words;
    return is_same ? Stored::same : Stored::other;
}

bool SqliteWords::store(IndexedText const& given) {
    auto const before = stored(given);
    if (before == Stored::same) return false;
    if (before == Stored::other) remove(given.id);
    auto const sql = fmt::format(
        "insert into {} (rowid, keys, title_words, open_words, inner_words) values ($1, $2, $3, $4, $5)", table_);
    SqliteConnection::Statement statement(connection_, sql);
    statement.bind(std::array{integer(given.id), text(given.keys), text(given.title_words), text(given.open_words),
                              text(given.inner_words)});
    while (statement.step()) {}
    return before == Stored::other && given.forgets;
}

void SqliteWords::remove(std::int64_t id) {
    auto const sql = fmt::format("delete from {} where rowid = $1", table_);
    SqliteConnection::Statement statement(connection_, sql);
    statement.bind(std::array{integer(id)});
    while (statement.step()) {}
}

std::vector<std::int64_t> SqliteWords::find(TextQuestion const& question, HitRange const& range) {
    auto const asked = fts_question(question);
    auto const first = range.newest_first ? std::numeric_limits<std::int64_t>::max() : std::int64_t{0};
    auto const sql =
        fmt::format("select rowid from {0} where {0} match $1 and rowid {1} $2 order by rowid {2} limit $3", table_,
                    range.newest_first ? "<" : ">", range.newest_first ? "desc" : "asc");
    SqliteConnection::Statement statement(connection_, sql);
    statement.bind(std::array{text(asked), integer(range.after.value_or(first)), integer(range.limit)});
    std::vector<std::int64_t> found;
    while (statement.step()) found.push_back(sqlite3_column_int64(statement.get(), 0));
    return found;
}

std::vector<RankedHit> SqliteWords::find_ranked(TextQuestion const& asked, TextQuestion const& keys, int most) {
    auto all = asked;
    all.insert(all.end(), keys.begin(), keys.end());
    auto const question = fts_question(all);
    std::size_t phrases = 0;
    for (auto const& ways : asked) phrases += ways.size();
    auto const sql = fmt::format("select rowid, {1}({0}, $3) from {0} where {0} match $1 order by rowid desc limit $2",
                                 table_, rank_function);
    SqliteConnection::Statement statement(connection_, sql);
    statement.bind(std::array{text(question), integer(most), integer(std::int64_t(phrases))});
    std::vector<RankedHit> found;
    while (statement.step())
        found.push_back({sqlite3_column_int64(statement.get(), 0), sqlite3_column_int64(statement.get(), 1)});
    return found;
}

std::vector<std::int64_t> SqliteWords::ids(std::int64_t after, int limit) {
    auto const sql = fmt::format("select rowid from {} where rowid > $1 order by rowid limit $2", table_);
    SqliteConnection::Statement statement(connection_, sql);
    statement.bind(std::array{integer(after), integer(limit)});
    std::vector<std::int64_t> all;
    while (statement.step()) all.push_back(sqlite3_column_int64(statement.get(), 0));
    return all;
}

std::vector<std::int64_t> SqliteWords::differing(std::vector<IndexedText> const& texts) {
    std::vector<std::int64_t> found;
    for (auto const& each : texts)
        if (stored(each) == Stored::other) found.push_back(each.id);
    return found;
}

bool SqliteWords::merge_step() {
    auto const before = connection_.total_changes();
    connection_.script(fmt::format("insert into {0} ({0}, rank) values ('merge', -{1})", table_, merged_pages));
    return connection_.total_changes() - before >= 2; // what SQLite says tells that nothing was done
}

} // namespace baton::db
