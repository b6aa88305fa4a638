#include "db/postgres_upgrade.h"

#include "base/hash.h"
#include "db/migrate.h"
#include "db/postgres_row_security.h"
#include "db/postgres_snapshot.h"
#include "db/postgres_text_index.h"
#include "db/postgres_tool.h"

#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

namespace baton::db {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t rehearsal_lock = 0x4241544f4f; // one at a time on a database
constexpr auto settings = "set statement_timeout = 0";

std::string text_of(PostgresConnection& connection, std::string_view sql) {
    auto const answer = connection.ask(sql, {});
    return std::string(PostgresRow(answer.get(), 0).bytes(0));
}

// Of pg_dump, gone with this.
class DumpFile {
public:
    DumpFile(std::string const& data_dir, std::string const& name)
        : path((fs::exists(data_dir) ? fs::path(data_dir) : fs::temp_directory_path()) / (name + ".dump")) {
        fs::remove(path);
    }
    ~DumpFile() {
        std::error_code ignored; // the next one removes it
        fs::remove(path, ignored);
    }
    DumpFile(DumpFile const&) = delete;

    fs::path const path;
};

class ScratchCopy {
public:
    ScratchCopy(PostgresConnection& connection, Options const& options)
        : connection_(connection), options_(options),
          name_("baton_rehearsal_" +
                hex(sha256(std::string_view(conninfo_without_password(options.url)))).substr(0, 12)) {
        drop();
        if (!copied_by_server()) copy_by_dump();
        url = url_of_database(options.url, name_);
    }
    ~ScratchCopy() {
        try {
            drop();
        } catch (std::exception const& error) {
            spdlog::error("upgrade: the scratch database {} is still there: {}", name_, error.what());
        }
    }
    ScratchCopy(ScratchCopy const&) = delete;

    std::string url;

private:
    void drop() { connection_.script(fmt::format("drop database if exists {} with (force)", name_)); }

    // Refused while anybody else is connected, and to who does not own it.
    bool copied_by_server() {
        try {
            auto const database = text_of(connection_, "select quote_ident(current_database())");
            connection_.script(fmt::format("create database {} template {}", name_, database));
            return true;
        } catch (DbError const& error) {
            if (!connection_.is_alive()) throw;
            spdlog::info("upgrade: copied by pg_dump, for the server itself refused to: {}", error.what());
            return false;
        }
    }
    void copy_by_dump() {
        try {
            connection_.script(fmt::format("create database {} template template0 encoding 'UTF8' locale 'C'", name_));
        } catch (DbError const& error) {
            throw DbError(fmt::format("An upgrade is tried in a scratch database first, which could not be made: {} "
                                      "Give Baton's role the right to (alter role NAME createdb), or go without the "
                                      "trial by --no-rehearsal, with a backup at hand.",
                                      error.what()));
        }
        DumpFile const dump(options_.data_dir, name_);
        try {
            dump_postgres(options_.url, dump.path.string(), {});
            restore_archive(url_of_database(options_.url, name_), dump.path.string(), {});
        } catch (...) {
            drop();
            throw;
        }
    }

    PostgresConnection& connection_;
    Options const& options_;
    std::string const name_;
};

struct Counted {
    Standing standing;
    RowCounts before, after;
};

template <class Count>
Counted migrate_counting(PostgresConnection& connection, std::span<Migration const> migrations,
                         UpgradeRules const& rules, Count const& count) {
    IdGenerator none(0, 0);
    PostgresSession session(connection, none);
    Counted counted;
    counted.standing = migrate(
        session, [&](std::string const& sql) { connection.script(sql); }, migrations,
        [&](Standing const& standing) {
            lift_row_security(connection);
            if (standing.schema > 0) counted.before = count(session);
        });
    make_text_index(connection);
    if (!counted.standing.is_older()) return counted;
    counted.after = count(session);
    check_migrated(session, counted.before, counted.after, rules);
    return counted;
}

RehearsalReport try_it(PostgresConnection& connection, Options const& options, std::span<Migration const> migrations,
                       UpgradeRules const& rules) {
    RehearsalReport report;
    Stopwatch watch;
    ScratchCopy const scratch(connection, options);
    report.copy_s = watch.lap();
    PostgresConnection copy(scratch.url, settings);
    report.bytes = std::stoll(text_of(copy, "select cast(pg_database_size(current_database()) as text)"));
    copy.begin();
    auto counted = migrate_counting(copy, migrations, rules, [](Session& session) { return count_rows(session); });
    settle_row_security(copy, RowSecurity::as_it_is);
    copy.commit();
    report.migrate_s = watch.lap();
    report.migrations = counted.standing.names();
    report.before = std::move(counted.before);
    report.after = std::move(counted.after);
    return report;
}

std::optional<RehearsalReport> try_when_older(Options const& options, std::span<Migration const> migrations,
                                              UpgradeRules const& rules) {
    PostgresConnection connection(options.url, settings);
    Param const lock{.integer = rehearsal_lock};
    connection.ask("select pg_advisory_lock($1)", {&lock, 1});
    IdGenerator none(0, 0);
    PostgresSession session(connection, none);
    auto const standing = standing_of(session, migrations);
    if (!standing.is_older()) return std::nullopt;
    spdlog::info("upgrade: {} is tried in a scratch database first", fmt::join(standing.names(), ", "));
    try {
        return try_it(connection, options, migrations, rules);
    } catch (std::exception const& error) {
        throw DbError(fmt::format("The upgrade was tried on a copy and failed there: {} The database is untouched, and "
                                  "the version before still runs on it.",
                                  error.what()));
    }
}

} // namespace

bool migrate_postgres(PostgresConnection& connection, Options const& options, std::span<Migration const> migrations,
                      UpgradeRules const& rules) {
    auto const& tables = rules.keep_rows;
    migrate_counting(connection, migrations, rules,
                     [&](Session& session) { return tables.empty() ? RowCounts() : count_rows(session, tables); });
    return settle_row_security(connection, options.row_security);
}

void rehearse_when_older(Options const& options, std::span<Migration const> migrations, UpgradeRules const& rules) {
    if (rules.rehearsal == Rehearsal::off) return;
    if (auto const report = try_when_older(options, migrations, rules))
        spdlog::info("upgrade: tried in {:.1f} s", report->copy_s + report->migrate_s);
}

RehearsalReport rehearse_postgres(Options const& options, std::span<Migration const> migrations,
                                  UpgradeRules const& rules) {
    return try_when_older(options, migrations, rules).value_or(RehearsalReport{});
}

} // namespace baton::db
