#include "db/sqlite_text_index.h"

#include "db/fts_question.h"

#include <filesystem>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace baton::db {
namespace {

constexpr int layout = 2; // of the file; another one is made anew
constexpr int most_readers = 8;
constexpr auto longest_search = std::chrono::seconds(2);
constexpr int merged_pages = 500; // in one step

constexpr auto settings = R"(
    pragma synchronous = normal;
    pragma wal_autocheckpoint = 1000;
    pragma journal_size_limit = 67108864;
)";
constexpr auto schema = R"(
    create table if not exists places (tenant_id integer primary key, seq integer not null, event_id integer not null,
                                       walked_to integer, to_forget integer not null default 0);
)";

std::string words_table(TenantId tenant) { return fmt::format("words_{}", tenant.value); }

Param integer(std::int64_t value) { return {.kind = Param::Kind::integer, .integer = value}; }
Param integer(std::optional<std::int64_t> const& value) {
    return {.kind = Param::Kind::integer, .null = !value, .integer = value.value_or(0)};
}
Param text(std::string_view value) { return {.kind = Param::Kind::text, .bytes = value}; }

void run(SqliteConnection& connection, std::string const& sql, std::vector<Param> const& values) {
    SqliteConnection::Statement statement(connection, sql);
    statement.bind(values);
    while (statement.step()) {}
}

std::int64_t number_of(SqliteConnection& connection, std::string const& sql) {
    SqliteConnection::Statement statement(connection, sql);
    return statement.step() ? sqlite3_column_int64(statement.get(), 0) : 0;
}

std::string_view column(sqlite3_stmt* row, int i) {
    auto const* const bytes = reinterpret_cast<char const*>(sqlite3_column_text(row, i));
    return {bytes ? bytes : "", std::size_t(sqlite3_column_bytes(row, i))};
}

} // namespace

SqliteTextIndex::SqliteTextIndex(std::string file) : file_(std::move(file)) { open(); }

void SqliteTextIndex::open() {
    try {
        open_file();
    } catch (DiskFailed const& error) {
        make_anew(error.what());
    }
}

void SqliteTextIndex::open_file() {
    connection_ = std::make_unique<SqliteConnection>(file_, SqliteConnection::Access::write);
    auto const version = number_of(*connection_, "pragma user_version");
    if (version != 0 && version != layout) {
        connection_.reset();
        for (auto const* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file_ + suffix);
        connection_ = std::make_unique<SqliteConnection>(file_, SqliteConnection::Access::write);
    }
    connection_->script(settings);
    connection_->script(schema);
    connection_->script(fmt::format("pragma user_version = {}", layout));
    set_readers(std::make_shared<Readers>(most_readers));
}

void SqliteTextIndex::make_anew(std::string const& why) {
    spdlog::error("the search index {} is damaged and made anew; what was there is kept as search.db.damaged: {}",
                  file_, why);
    set_readers(nullptr);
    connection_.reset();
    for (auto const* suffix : {"-wal", "-shm"}) std::filesystem::remove(file_ + suffix);
    is_damaged_ = false;
    std::error_code missing; // then there is nothing to keep
    std::filesystem::rename(file_, file_ + ".damaged", missing);
    open_file();
}

// f in one transaction, on the one connection that writes.
template <class F> auto SqliteTextIndex::write(F f) {
    std::lock_guard const lock(mutex_);
    if (is_damaged_) make_anew("a search met it");
    else if (!connection_) open();
    try {
        connection_->script("begin immediate");
        auto result = f();
        connection_->script("commit");
        return result;
    } catch (DiskFailed const& error) {
        make_anew(error.what());
        throw;
    } catch (...) {
        if (connection_->in_transaction()) connection_->script("rollback");
        throw;
    }
}

std::shared_ptr<SqliteTextIndex::Readers> SqliteTextIndex::readers() {
    std::lock_guard const lock(readers_mutex_);
    return readers_;
}

void SqliteTextIndex::set_readers(std::shared_ptr<Readers> readers) {
    std::lock_guard const lock(readers_mutex_);
    readers_ = std::move(readers);
}

template <class F> void SqliteTextIndex::read(F f) {
    auto const readers = this->readers();
    if (!readers) throw Unavailable("the search index is made anew");
    if (!readers) throw Unavailable("the search index is not open");
    auto connection = readers->borrow();
    try {
        if (!connection) connection = std::make_unique<SqliteConnection>(file_, SqliteConnection::Access::read);
        connection->set_deadline(SqliteConnection::Clock::now() + longest_search);
        f(*connection);
    } catch (DiskFailed const&) {
        is_damaged_ = true;
        readers->give_back(nullptr);
        throw;
    } catch (...) {
        readers->give_back(std::move(connection));
        throw;
    }
    readers->give_back(std::move(connection));
}

std::optional<IndexPlace> SqliteTextIndex::read_place(TenantId tenant) {
    SqliteConnection::Statement statement(*connection_,
                                          "select seq, event_id, walked_to from places where tenant_id = $1");
    statement.bind(std::array{integer(tenant.value)});
    if (!statement.step()) return std::nullopt;
    IndexPlace place{sqlite3_column_int64(statement.get(), 0), sqlite3_column_int64(statement.get(), 1), {}};
    if (sqlite3_column_type(statement.get(), 2) != SQLITE_NULL)
        place.walked_to = sqlite3_column_int64(statement.get(), 2);
    return place;
}

std::optional<IndexPlace> SqliteTextIndex::place(TenantId tenant) {
    return write([&] { return read_place(tenant); });
}

bool SqliteTextIndex::put(TenantId tenant, IndexChange const& change) {
    return write([&] {
        if (read_place(tenant) != change.from) return false;
        if (!change.from)
            connection_->script(fmt::format("create virtual table if not exists {} using fts5("
                                            "keys, open_words, inner_words, prefix = '3 4 5 6 7 8',"
                                            " tokenize = \"ascii tokenchars '_'\")",
                                            words_table(tenant)));
        store(tenant, change);
        return true;
    });
}

void SqliteTextIndex::store(TenantId tenant, IndexChange const& change) {
    bool forgets = !change.gone.empty();
    for (auto const& each : change.texts) forgets |= store_text(tenant, each);
    for (auto const id : change.gone)
        run(*connection_, fmt::format("delete from {} where rowid = $1", words_table(tenant)), {integer(id)});
    run(*connection_,
        "insert into places (tenant_id, seq, event_id, walked_to, to_forget) values ($1, $2, $3, $4, $5)"
        " on conflict (tenant_id) do update set seq = excluded.seq, event_id = excluded.event_id,"
        " walked_to = excluded.walked_to, to_forget = max(to_forget, excluded.to_forget)",
        {integer(tenant.value), integer(change.to.seq), integer(change.to.event_id), integer(change.to.walked_to),
         integer(std::int64_t(forgets))});
}

// Whether words went that must be forgotten.
bool SqliteTextIndex::store_text(TenantId tenant, IndexedText const& given) {
    auto const table = words_table(tenant);
    bool is_there = false, is_same = false;
    {
        auto const sql = fmt::format("select keys, open_words, inner_words from {} where rowid = $1", table);
        SqliteConnection::Statement found(*connection_, sql);
        found.bind(std::array{integer(given.id)});
        is_there = found.step();
        is_same = is_there && column(found.get(), 0) == given.keys && column(found.get(), 1) == given.open_words &&
                  column(found.get(), 2) == given.inner_words;
    }
    if (is_same) return false;
    if (is_there) run(*connection_, fmt::format("delete from {} where rowid = $1", table), {integer(given.id)});
    run(*connection_,
        fmt::format("insert into {} (rowid, keys, open_words, inner_words) values ($1, $2, $3, $4)", table),
        {integer(given.id), text(given.keys), text(given.open_words), text(given.inner_words)});
    return is_there && given.forgets;
}

void SqliteTextIndex::clear(TenantId tenant) {
    write([&] {
        connection_->script(fmt::format("drop table if exists {}", words_table(tenant)));
        run(*connection_, "delete from places where tenant_id = $1", {integer(tenant.value)});
        return true;
    });
}

std::vector<std::int64_t> SqliteTextIndex::find(TenantId tenant, TextQuestion const& question, HitRange const& range) {
    std::vector<std::int64_t> found;
    auto const table = words_table(tenant);
    auto const asked = fts_question(question);
    auto const* const order = range.newest_first ? "desc" : "asc";
    auto const first = range.newest_first ? std::numeric_limits<std::int64_t>::max() : std::int64_t{0};
    auto const sql =
        fmt::format("select rowid from {0} where {0} match $1 and rowid {1} $2 order by rowid {2} limit $3", table,
                    range.newest_first ? "<" : ">", order);
    read([&](SqliteConnection& connection) {
        if (number_of(connection, fmt::format("select 1 from places where tenant_id = {}", tenant.value)) == 0) return;
        SqliteConnection::Statement statement(connection, sql);
        statement.bind(std::array{text(asked), integer(range.after.value_or(first)), integer(range.limit)});
        while (statement.step()) found.push_back(sqlite3_column_int64(statement.get(), 0));
    });
    return found;
}

std::vector<std::int64_t> SqliteTextIndex::ids(TenantId tenant, std::int64_t after, int limit) {
    std::vector<std::int64_t> all;
    read([&](SqliteConnection& connection) {
        if (number_of(connection, fmt::format("select 1 from places where tenant_id = {}", tenant.value)) == 0) return;
        auto const sql =
            fmt::format("select rowid from {} where rowid > $1 order by rowid limit $2", words_table(tenant));
        SqliteConnection::Statement statement(connection, sql);
        statement.bind(std::array{integer(after), integer(limit)});
        while (statement.step()) all.push_back(sqlite3_column_int64(statement.get(), 0));
    });
    return all;
}

std::vector<std::int64_t> SqliteTextIndex::differing(TenantId tenant, std::vector<IndexedText> const& texts) {
    std::vector<std::int64_t> found;
    auto const sql = fmt::format("select keys, open_words, inner_words from {} where rowid = $1", words_table(tenant));
    read([&](SqliteConnection& connection) {
        if (number_of(connection, fmt::format("select 1 from places where tenant_id = {}", tenant.value)) == 0) return;
        for (auto const& each : texts) {
            SqliteConnection::Statement row(connection, sql);
            row.bind(std::array{integer(each.id)});
            if (row.step() && (column(row.get(), 0) != each.keys || column(row.get(), 1) != each.open_words ||
                               column(row.get(), 2) != each.inner_words))
                found.push_back(each.id);
        }
    });
    return found;
}

// True while more is to be merged. The first step makes one level of all segments, the others go on with it.
bool SqliteTextIndex::merge_step(TenantId tenant) {
    auto const before = connection_->total_changes();
    auto const table = words_table(tenant);
    connection_->script(fmt::format("insert into {0} ({0}, rank) values ('merge', -{1})", table, merged_pages));
    return connection_->total_changes() - before >= 2; // what SQLite says tells that nothing was done
}

bool SqliteTextIndex::forget_some() {
    auto const tenant = TenantId{
        write([&] { return number_of(*connection_, "select tenant_id from places where to_forget = 1 limit 1"); })};
    if (tenant.value == 0) return false;
    bool const more = write([&] {
        if (merge_step(tenant)) return true;
        run(*connection_, "update places set to_forget = 0 where tenant_id = $1", {integer(tenant.value)});
        return false;
    });
    if (more) return true;
    std::lock_guard const lock(mutex_);
    std::filesystem::remove(file_ + ".damaged");
    connection_->script("pragma wal_checkpoint(truncate)");
    return true;
}

} // namespace baton::db
