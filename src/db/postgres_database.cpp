#include "db/postgres_database.h"

#include "db/data_lock.h"
#include "db/postgres_readers.h"
#include "db/postgres_upgrade.h"
#include "db/postgres_writer.h"

#include <fmt/format.h>

namespace baton::db {
namespace {

constexpr int oldest_server = 15;
constexpr std::int64_t migration_lock = 0x4241544f4e; // "BATON"

std::string text_of(PostgresConnection& connection, std::string_view sql) {
    auto const answer = connection.ask(sql, {});
    return std::string(PostgresRow(answer.get(), 0).bytes(0));
}

// Text must compare and sort as on SQLite: by bytes of UTF-8.
void check_server(PostgresConnection& connection) {
    auto const version = std::stoi(text_of(connection, "select current_setting('server_version_num')")) / 10'000;
    if (version < oldest_server)
        throw DbError(fmt::format("PostgreSQL {} is too old: {} or newer is needed.", version, oldest_server));
    auto const locale =
        text_of(connection, "select pg_encoding_to_char(encoding) || ' ' || datcollate || ' ' || datctype "
                            "from pg_database where datname = current_database()");
    if (locale == "UTF8 C C" || locale == "UTF8 POSIX POSIX") return;
    throw DbError(fmt::format("The database must be created with encoding UTF8 and locale C (it has {}): "
                              "createdb --template=template0 --encoding=UTF8 --locale=C NAME",
                              locale));
}

// Whether row-level security is on.
bool prepare(Options const& options, std::span<Migration const> migrations, UpgradeRules const& rules) {
    rehearse_when_older(options, migrations, rules); // while nobody is connected the server itself can copy
    PostgresConnection connection(options.url, "set statement_timeout = 0");
    check_server(connection);
    connection.begin();
    Param const lock{.integer = migration_lock};
    connection.ask("select pg_advisory_xact_lock($1)", {&lock, 1});
    bool const row_security = migrate_postgres(connection, options, migrations, rules);
    connection.commit();
    return row_security;
}

class PostgresDatabase final : public Database {
public:
    PostgresDatabase(Options const& options, std::optional<DataLock> lock, bool row_security, Ids ids)
        : row_security_(row_security), lock_(std::move(lock)), node_(options.url, health_, ids),
          readers_(options.url, node_, options.connections),
          writer_(options.url, node_, health_, options.max_queued, options.connections) {}

    Dialect dialect() const override { return Dialect::postgres; }

    void write(TenantId tenant, Unit unit, Done done, Urgency urgency) override {
        writer_.write({tenant, std::move(unit), std::move(done), urgency});
    }

    void read(TenantId tenant, Unit const& unit) override { readers_.read(tenant, unit); }

    void forget_deleted() override {} // its log and the space of deleted rows are the operator's
    Health health() const override {
        auto reason = health_.reason();
        bool const ready = reason.empty();
        return {ready, std::move(reason), writer_.queued(), 0, row_security_};
    }

    void before_commit(Unit) override {} // the sequencer is a worker of its own here
    void after_commit(std::function<void()> f) override { writer_.after_commit(std::move(f)); }

private:
    bool const row_security_;
    std::optional<DataLock> lock_; // each server has files of its own beside the database
    HealthReport health_;
    PostgresNode node_;
    PostgresReaders readers_;
    PostgresWriter writer_; // last: it still stores what is queued while the others live
};

} // namespace

std::unique_ptr<Database> open_postgres(Options const& options, std::span<Migration const> migrations, Ids ids,
                                        UpgradeRules const& rules) {
    std::optional<DataLock> lock;
    if (!options.data_dir.empty()) lock.emplace(options.data_dir);
    bool const row_security = prepare(options, migrations, rules);
    return std::make_unique<PostgresDatabase>(options, std::move(lock), row_security, ids);
}

} // namespace baton::db
