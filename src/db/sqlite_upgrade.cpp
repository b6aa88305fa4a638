#include "db/sqlite_upgrade.h"

#include "db/data_lock.h"
#include "db/kept_file.h"
#include "db/migrate.h"
#include "db/node_ids.h"
#include "db/sqlite_planner.h"
#include "db/sqlite_snapshot.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>
#include <sys/statvfs.h>

namespace baton::db {
namespace {

namespace fs = std::filesystem;

// One transaction over a database; undone unless it was committed.
class Migrating {
public:
    explicit Migrating(SqliteConnection& connection) : connection_(connection) {
        connection_.script("begin immediate");
    }
    ~Migrating() {
        if (connection_.in_transaction()) sqlite3_exec(connection_.get(), "rollback", nullptr, nullptr, nullptr);
    }
    Migrating(Migrating const&) = delete;

    // `before` counts what must still be there afterwards.
    Standing run(std::span<Migration const> migrations, std::function<RowCounts(Session&)> const& count,
                 UpgradeRules const& rules) {
        auto const standing = migrate(
            session_, [&](std::string const& sql) { connection_.script(sql); }, migrations,
            [&](Standing const& s) {
                if (s.schema > 0) before = count(session_);
            });
        tell_planner(connection_, session_);
        if (!standing.is_older()) return standing;
        after = count(session_);
        check_migrated(session_, before, after, rules);
        return standing;
    }
    std::int64_t mark() { return sqlite_node_mark(session_); }
    void commit() { connection_.script("commit"); }

    RowCounts before, after;

private:
    SqliteConnection& connection_;
    IdGenerator none_{0, 0};
    SqliteSession session_{connection_, none_};
};

void check_integrity(SqliteConnection& connection, std::string_view how) {
    SqliteConnection::Statement statement(connection, how);
    std::string const said =
        statement.step() ? reinterpret_cast<char const*>(sqlite3_column_text(statement.get(), 0)) : "nothing";
    if (said != "ok") throw DbError(fmt::format("the database is damaged: {}", said));
}

Standing look_at(std::string const& file, std::span<Migration const> migrations) {
    SqliteConnection connection(file, SqliteConnection::Access::read);
    IdGenerator none(0, 0);
    SqliteSession session(connection, none);
    return standing_of(session, migrations);
}

std::int64_t size_of(fs::path const& file) {
    std::error_code missing;
    auto const size = fs::file_size(file, missing);
    return missing ? 0 : std::int64_t(size);
}

// The copy, and as much again for the logs of the two migrations, one after the other.
void require_room(fs::path const& data_dir) {
    auto const needed = 2 * (size_of(data_dir / "baton.db") + size_of(data_dir / "baton.db-wal"));
    struct statvfs disk {};
    if (::statvfs(data_dir.c_str(), &disk) != 0) return; // what then fails says so itself
    auto const left = std::int64_t(disk.f_bavail) * std::int64_t(disk.f_frsize);
    if (left < needed)
        throw DbError(fmt::format("An upgrade needs {} MB of room in {}, to be tried on a copy first and to keep the "
                                  "old file, and {} MB are free. Make room, or go without both by --no-rehearsal.",
                                  needed / 1'000'000 + 1, data_dir.string(), left / 1'000'000));
}

// The copy in a directory of its own, to one process; what a killed one has left is cleared by the next.
class RehearsalCopy {
public:
    explicit RehearsalCopy(fs::path const& data_dir)
        : directory_(data_dir / "rehearsal"), lock_(directory_.string()), file(directory_ / "baton.db") {
        for (auto const* end : {"", "-wal", "-shm", "-journal"}) fs::remove(file.string() + end);
    }
    ~RehearsalCopy() {
        std::error_code ignored; // the next one clears it
        fs::remove_all(directory_, ignored);
    }
    RehearsalCopy(RehearsalCopy const&) = delete;

private:
    fs::path const directory_;
    DataLock const lock_;

public:
    fs::path const file;
};

// Leaves the copy as it was: the migrations are undone.
RehearsalReport rehearse(fs::path const& database, fs::path const& copy, std::span<Migration const> migrations,
                         UpgradeRules const& rules) {
    RehearsalReport report;
    Stopwatch watch;
    copy_sqlite(database.string(), copy.string(), {});
    report.bytes = size_of(copy);
    report.copy_s = watch.lap();
    SqliteConnection connection(copy.string(), SqliteConnection::Access::write);
    Migrating migrating(connection);
    auto const standing = migrating.run(
        migrations, [](Session& session) { return count_rows(session); }, rules);
    report.migrate_s = watch.lap();
    check_integrity(connection, "pragma integrity_check(1)");
    report.check_s = watch.lap();
    report.migrations = standing.names();
    report.before = std::move(migrating.before);
    report.after = std::move(migrating.after);
    return report;
}

RehearsalReport rehearse_or_say(fs::path const& data_dir, fs::path const& copy, std::span<Migration const> migrations,
                                UpgradeRules const& rules) {
    try {
        return rehearse(data_dir / "baton.db", copy, migrations, rules);
    } catch (std::exception const& error) {
        throw DbError(fmt::format("The upgrade was tried on a copy and failed there: {} The database is untouched, and "
                                  "the version before still runs on it.",
                                  error.what()));
    }
}

// Absent when nothing is to be upgraded or no rehearsal is wanted.
std::optional<Standing> rehearse_when_older(Options const& options, std::span<Migration const> migrations,
                                            UpgradeRules const& rules) {
    fs::path const data_dir = options.data_dir;
    auto const database = data_dir / "baton.db";
    if (!fs::exists(database)) return std::nullopt;
    auto standing = look_at(database.string(), migrations);
    if (!standing.is_older()) return std::nullopt;
    if (rules.rehearsal == Rehearsal::off) {
        spdlog::warn("upgrade: not tried on a copy, and no old file is kept, as was wished");
        return std::nullopt;
    }
    require_room(data_dir);
    spdlog::info("upgrade: {} is tried on a copy of the database first", fmt::join(standing.names(), ", "));
    RehearsalCopy const copy(data_dir);
    auto const report = rehearse_or_say(data_dir, copy.file, migrations, rules);
    flush_file(copy.file);
    auto const kept = KeptFile(options.data_dir).keep(copy.file, standing.pending.front().number);
    spdlog::info("upgrade: tried in {:.1f} s; the database as it was is kept in {}",
                 report.copy_s + report.migrate_s + report.check_s, kept.string());
    return standing;
}

bool is_as_it_was(std::string const& file, std::int64_t schema, std::span<Migration const> migrations) {
    try {
        if (look_at(file, migrations).schema != schema) return false;
        SqliteConnection connection(file, SqliteConnection::Access::read);
        check_integrity(connection, "pragma quick_check(1)");
        return true;
    } catch (std::exception const& error) {
        spdlog::error("upgrade: {}", error.what());
        return false;
    }
}

[[noreturn]] void go_back(Options const& options, std::span<Migration const> migrations, Standing const& was,
                          std::string const& why) {
    KeptFile const kept(options.data_dir);
    bool const is_untouched = is_as_it_was(options.data_dir + "/baton.db", was.schema, migrations);
    if (is_untouched) kept.remove(); // it says the same
    else kept.go_back();
    throw DbError(
        fmt::format("The upgrade failed after it had succeeded on a copy: {} {}, and the version before "
                    "still runs on it.",
                    why, is_untouched ? "The database is as it was" : "The file from before it is in force again"));
}

MigratedSqlite migrate_file(Options const& options, std::span<Migration const> migrations, UpgradeRules const& rules) {
    auto connection =
        std::make_unique<SqliteConnection>(options.data_dir + "/baton.db", SqliteConnection::Access::write);
    auto const count = [&](Session& session) {
        auto const& tables = rules.keep_rows;
        return tables.empty() ? RowCounts() : count_rows(session, tables);
    };
    Migrating migrating(*connection);
    migrating.run(migrations, count, rules);
    auto const mark = migrating.mark();
    migrating.commit();
    return {std::move(connection), mark};
}

} // namespace

MigratedSqlite open_migrated(Options const& options, std::span<Migration const> migrations, UpgradeRules const& rules) {
    KeptFile const kept(options.data_dir);
    if (kept.finish_going_back()) spdlog::warn("upgrade: the file from before it is in force again");
    kept.remove_when_old();
    std::optional<Standing> was;
    try {
        was = rehearse_when_older(options, migrations, rules);
    } catch (NewerDatabase const& error) {
        auto const file = kept.find();
        throw DbError(fmt::format("{} {}", error.what(),
                                  file ? fmt::format("The database as it was before is kept in {}: `baton migrate "
                                                     "--back` puts it in force again, without what was stored since.",
                                                     file->string())
                                       : "The way back is a backup from before."));
    }
    if (!was) return migrate_file(options, migrations, rules);
    try {
        return migrate_file(options, migrations, rules);
    } catch (std::exception const& error) {
        go_back(options, migrations, *was, error.what());
    }
}

RehearsalReport rehearse_sqlite(Options const& options, std::span<Migration const> migrations,
                                UpgradeRules const& rules) {
    if (!look_at(options.data_dir + "/baton.db", migrations).is_older()) return {};
    require_room(options.data_dir);
    RehearsalCopy const copy(options.data_dir);
    return rehearse_or_say(options.data_dir, copy.file, migrations, rules);
}

} // namespace baton::db
