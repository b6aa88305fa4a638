#include "db/database.h"

#include "base/trace.h"
#include "db/long_reader.h"
#include "db/past.h"
#include "db/postgres_database.h"
#include "db/postgres_upgrade.h"
#include "db/sqlite_database.h"
#include "db/sqlite_upgrade.h"
#include "db/statement_times.h"

namespace baton::db {
namespace {

// Hands each unit the keys, the clock of its statements and the request it is for, on either database.
class KeyedDatabase final : public Database, public MindsLongReaders {
public:
    KeyedDatabase(std::unique_ptr<Database> database, std::shared_ptr<KeyRing> keys)
        : keys_(std::move(keys)), database_(std::move(database)) {}

    StatementTimes& times() { return times_; }

    Dialect dialect() const override { return database_->dialect(); }

    void write(TenantId tenant, Unit unit, Done done, Urgency urgency) override {
        auto const loaded = std::make_shared<Vault::Keys>();
        auto keyed = [this, loaded, unit = std::move(unit), request_id = Trace::request_id()](Tx& tx) {
            Trace const trace(request_id);
            StatementTimes::Scope const measured(times_);
            tx.use_keys(*keys_, KeyUse::write);
            unit(tx);
            *loaded = tx.loaded_keys();
        };
        auto finish = [this, loaded, tenant, done = std::move(done)](std::exception_ptr error) {
            if (!error && *loaded) keys_->hold(tenant, std::move(*loaded));
            done(error);
        };
        database_->write(tenant, std::move(keyed), std::move(finish), urgency);
    }

    void read(TenantId tenant, Unit const& unit) override {
        database_->read(tenant, [&](Tx& tx) {
            StatementTimes::Scope const measured(times_);
            tx.use_keys(*keys_, KeyUse::read);
            unit(tx);
        });
    }

    Health health() const override { return database_->health(); }
    void forget_deleted() override { database_->forget_deleted(); }
    std::shared_ptr<void> expect_long_reader() override { return db::expect_long_reader(*database_); }
    void before_commit(Unit unit) override { database_->before_commit(std::move(unit)); }
    void after_commit(std::function<void()> f) override { database_->after_commit(std::move(f)); }

private:
    std::shared_ptr<KeyRing> const keys_;
    StatementTimes times_{std::chrono::milliseconds(500)};
    std::unique_ptr<Database> const database_; // last: it still stores what is queued while the keys live
};

struct Opening {
    Options const& options;
    std::span<Migration const> migrations;
    Ids ids;
    UpgradeRules const& rules;
};

std::unique_ptr<Database> open_unkeyed(Opening const& opening) {
    auto const& [options, migrations, ids, rules] = opening;
    if (!options.url.empty()) return open_postgres(options, migrations, ids, rules);
    if (options.row_security == RowSecurity::on)
        throw DbError("Row-level security is PostgreSQL's: name a database with --database.");
    return open_sqlite(options, migrations, ids, rules);
}

std::unique_ptr<Database> open(Opening const& opening) {
    auto database = open_unkeyed(opening);
    if (!opening.options.keys) return database;
    return std::make_unique<KeyedDatabase>(std::move(database), opening.options.keys);
}

} // namespace

StatementTimes& statement_times(Database& database) { return dynamic_cast<KeyedDatabase&>(database).times(); }

std::unique_ptr<Database> open(Options const& options, std::span<Migration const> migrations,
                               UpgradeRules const& rules) {
    return open(Opening{options, migrations, Ids::of_now, rules});
}
std::unique_ptr<Database> open(Options const& options, std::span<Migration const> migrations) {
    return open(options, migrations, UpgradeRules{});
}
std::unique_ptr<Database> open(Options const& options, UpgradeRules const& rules, Ids ids) {
    return open(Opening{options, embedded_migrations(), ids, rules});
}

std::shared_ptr<void> expect_long_reader(Database& database) {
    auto* const minds = dynamic_cast<MindsLongReaders*>(&database);
    return minds ? minds->expect_long_reader() : nullptr;
}

std::unique_ptr<Database> open(Options const& options, Ids ids) { return open(options, UpgradeRules{}, ids); }
std::unique_ptr<Database> open(Options const& options) { return open(options, Ids::of_now); }

RehearsalReport rehearse_upgrade(Options const& options, UpgradeRules const& rules,
                                 std::span<Migration const> migrations) {
    return options.url.empty() ? rehearse_sqlite(options, migrations, rules)
                               : rehearse_postgres(options, migrations, rules);
}
RehearsalReport rehearse_upgrade(Options const& options, UpgradeRules const& rules) {
    return rehearse_upgrade(options, rules, embedded_migrations());
}

} // namespace baton::db
