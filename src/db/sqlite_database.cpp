#include "db/sqlite_database.h"

#include "db/data_lock.h"
#include "db/kept_file.h"
#include "db/long_reader.h"
#include "db/node_ids.h"
#include "db/sqlite_checkpoint.h"
#include "db/sqlite_readers.h"
#include "db/sqlite_upgrade.h"
#include "db/sqlite_writer.h"

namespace baton::db {
namespace {

bool is_past(Ids ids) { return ids == Ids::of_the_past; }

class SqliteDatabase final : public Database, public MindsLongReaders {
public:
    SqliteDatabase(Options const& options, std::span<Migration const> migrations, Ids ids, UpgradeRules const& rules)
        : lock_(options.data_dir), file_(options.data_dir + "/baton.db"),
          opened_(open_migrated(options, migrations, rules)), mark_(opened_.mark),
          ids_(is_past(ids) ? past_node : 0, is_past(ids) ? 0 : mark_), references_(options.reference_tables),
          readers_(file_, ids_, references_, options.connections), checkpoint_(file_, gate_),
          writer_(file_, std::move(opened_.connection), gate_, ids_, references_, mark_, options.max_queued) {
        flush_directory(options.data_dir);
    }

    Dialect dialect() const override { return Dialect::sqlite; }

    void write(TenantId tenant, Unit unit, Done done, Urgency urgency) override {
        writer_.write({tenant, std::move(unit), std::move(done), urgency});
    }

    void read(TenantId tenant, Unit const& unit) override { readers_.read(tenant, unit); }

    Health health() const override {
        auto reason = writer_.trouble();
        bool const ready = reason.empty();
        return {ready, std::move(reason), writer_.queued(), checkpoint_.log_bytes()};
    }
    void forget_deleted() override { checkpoint_.empty_log(); }
    std::shared_ptr<void> expect_long_reader() override { return checkpoint_.expect_long_reader(); }

    void before_commit(Unit unit) override { writer_.before_commit(std::move(unit)); }
    void after_commit(std::function<void()> f) override { writer_.after_commit(std::move(f)); }

private:
    DataLock lock_; // first in, last out
    std::string const file_;
    MigratedSqlite opened_; // the writer's from the end of construction
    std::int64_t const mark_;
    IdGenerator ids_;
    ReferenceCache references_;
    SqliteReaders readers_;
    SqliteGate gate_;
    SqliteCheckpoint checkpoint_;
    SqliteWriter writer_; // last: it still stores what is queued while the others live
};

} // namespace

std::unique_ptr<Database> open_sqlite(Options const& options, std::span<Migration const> migrations, Ids ids,
                                      UpgradeRules const& rules) {
    return std::make_unique<SqliteDatabase>(options, migrations, ids, rules);
}

} // namespace baton::db
