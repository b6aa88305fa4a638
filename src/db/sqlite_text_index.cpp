#include "db/sqlite_text_index.h"

#include "db/fts_rank.h"
#include "db/sqlite_words.h"

#include <filesystem>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace baton::db {
namespace {

constexpr int layout = 3; // of the file; another one is made anew
constexpr int most_readers = 8;
constexpr auto longest_search = std::chrono::seconds(2);

constexpr auto settings = R"(
    pragma synchronous = normal;
    pragma wal_autocheckpoint = 1000;
    pragma journal_size_limit = 67108864;
)";
constexpr auto schema = R"(
    create table if not exists places (tenant_id integer primary key, seq integer not null, event_id integer not null,
                                       walked_to integer, to_forget integer not null default 0);
)";

Param integer(std::int64_t value) { return {.kind = Param::Kind::integer, .integer = value}; }
Param integer(std::optional<std::int64_t> const& value) {
    return {.kind = Param::Kind::integer, .null = !value, .integer = value.value_or(0)};
}

void run(SqliteConnection& connection, std::string const& sql, std::vector<Param> const& values) {
    SqliteConnection::Statement statement(connection, sql);
    statement.bind(values);
    while (statement.step()) {}
}

std::int64_t number_of(SqliteConnection& connection, std::string const& sql) {
    SqliteConnection::Statement statement(connection, sql);
    return statement.step() ? sqlite3_column_int64(statement.get(), 0) : 0;
}

// Otherwise it has no table.
bool knows(SqliteConnection& connection, TenantId tenant) {
    return number_of(connection, fmt::format("select 1 from places where tenant_id = {}", tenant.value)) == 1;
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
    auto connection = readers->borrow();
    try {
        if (!connection) {
            connection = std::make_unique<SqliteConnection>(file_, SqliteConnection::Access::read);
            add_rank_function(*connection);
        }
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
        if (!change.from) SqliteWords(*connection_, tenant).create();
        store(tenant, change);
        return true;
    });
}

void SqliteTextIndex::store(TenantId tenant, IndexChange const& change) {
    SqliteWords words(*connection_, tenant);
    bool forgets = !change.gone.empty();
    for (auto const& each : change.texts) forgets |= words.store(each);
    for (auto const id : change.gone) words.remove(id);
    run(*connection_,
        "insert into places (tenant_id, seq, event_id, walked_to, to_forget) values ($1, $2, $3, $4, $5)"
        " on conflict (tenant_id) do update set seq = excluded.seq, event_id = excluded.event_id,"
        " walked_to = excluded.walked_to, to_forget = max(to_forget, excluded.to_forget)",
        {integer(tenant.value), integer(change.to.seq), integer(change.to.event_id), integer(change.to.walked_to),
         integer(std::int64_t(forgets))});
}

void SqliteTextIndex::clear(TenantId tenant) {
    write([&] {
        SqliteWords(*connection_, tenant).drop();
        run(*connection_, "delete from places where tenant_id = $1", {integer(tenant.value)});
        return true;
    });
}

// What f finds in the tenant's words: nothing where there are none.
template <class F> auto SqliteTextIndex::ask(TenantId tenant, F f) {
    decltype(f(std::declval<SqliteWords&>())) found;
    read([&](SqliteConnection& connection) {
        if (!knows(connection, tenant)) return;
        SqliteWords words(connection, tenant);
        found = f(words);
    });
    return found;
}

std::vector<std::int64_t> SqliteTextIndex::find(TenantId tenant, TextQuestion const& question, HitRange const& range) {
    return ask(tenant, [&](SqliteWords& words) { return words.find(question, range); });
}

std::vector<RankedHit> SqliteTextIndex::find_ranked(TenantId tenant, TextQuestion const& asked,
                                                    TextQuestion const& keys, int most) {
    return ask(tenant, [&](SqliteWords& words) { return words.find_ranked(asked, keys, most); });
}

std::vector<std::int64_t> SqliteTextIndex::ids(TenantId tenant, std::int64_t after, int limit) {
    return ask(tenant, [&](SqliteWords& words) { return words.ids(after, limit); });
}

std::vector<std::int64_t> SqliteTextIndex::differing(TenantId tenant, std::vector<IndexedText> const& texts) {
    return ask(tenant, [&](SqliteWords& words) { return words.differing(texts); });
}

bool SqliteTextIndex::forget_some() {
    auto const tenant = TenantId{
        write([&] { return number_of(*connection_, "select tenant_id from places where to_forget = 1 limit 1"); })};
    if (tenant.value == 0) return false;
    bool const more = write([&] {
        if (SqliteWords(*connection_, tenant).merge_step()) return true;
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
