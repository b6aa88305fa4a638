// What goes wrong under SQLite: a full disk, an interrupt, a disk that fails. Only the units it is
// about may fail; the others of their group are stored.
#include "db/faulty_vfs.h"
#include "db/scratch_database.h"

#include <atomic>
#include <filesystem>
#include <latch>

namespace baton::db {
namespace {

using namespace std::chrono_literals;

constexpr auto schema = "create table notes (tenant_id bigint not null, id bigint not null, body text not null, "
                        "primary key (tenant_id, id));";

void add(Tx& tx, int id, std::size_t size = 10) {
    tx.exec("insert into notes (tenant_id, id, body) values ($1, $2, $3)", tx.tenant(), id, std::string(size, 'x'));
}

class SqliteFaults : public testing::Test {
protected:
    SqliteFaults() { database = scratch.open(schema); }

    std::int64_t log_bytes() const {
        return std::int64_t(std::filesystem::file_size(scratch.options().data_dir + "/baton.db-wal"));
    }
    std::set<std::int64_t> stored() {
        return look(*database, default_tenant, [](Tx& tx) {
            std::set<std::int64_t> ids;
            tx.query(
                "select id from notes where tenant_id = $1", [&](Row const& row) { ids.insert(row.integer(0)); },
                tx.tenant());
            return ids;
        });
    }

    // Runs the units as one group: the first keeps the writer busy until all are queued.
    std::vector<std::exception_ptr> as_group(std::vector<Unit> const& units) {
        std::atomic<bool> running = false;
        std::latch queued(1), answered(std::ptrdiff_t(units.size()) + 1);
        std::vector<std::exception_ptr> errors(units.size());
        database->write(
            default_tenant,
            [&](Tx&) {
                running = true;
                running.notify_all();
                queued.wait();
            },
            [&](std::exception_ptr) { answered.count_down(); });
        running.wait(false); // what is queued from here on is one group
        for (std::size_t i = 0; i < units.size(); ++i)
            database->write(default_tenant, units[i], [&, i](std::exception_ptr error) {
                errors[i] = error;
                answered.count_down();
            });
        queued.count_down();
        answered.wait();
        return errors;
    }

    void wait_until_ready() {
        for (int i = 0; i < 500 && !database->health().ready; ++i) std::this_thread::sleep_for(10ms);
        ASSERT_TRUE(database->health().ready) << database->health().reason;
    }

    FaultyVfs vfs; // before the database, which opens its files through it
    ScratchDatabase scratch{Dialect::sqlite};
    std::unique_ptr<Database> database;
};

template <class E> bool holds(std::exception_ptr const& error) {
    try {
        if (error) std::rethrow_exception(error);
    } catch (E const&) {
        return true;
    } catch (...) {}
    return false;
}

std::vector<Unit> small_units(int n) {
    std::vector<Unit> units;
    for (int i = 0; i < n; ++i) units.push_back([i](Tx& tx) { add(tx, i); });
    return units;
}

std::set<std::int64_t> ids_without(int n, int left_out) {
    std::set<std::int64_t> ids;
    for (int i = 0; i < n; ++i)
        if (i != left_out) ids.insert(i);
    return ids;
}

TEST_F(SqliteFaults, AFullDiskAtCommitFailsOnlyWhatDoesNotFit) {
    auto units = small_units(20);
    units[7] = [](Tx& tx) { add(tx, 7, 3'000'000); };
    vfs.limit_log(log_bytes() + 1'000'000);
    auto const errors = as_group(units);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(holds<Unavailable>(errors[std::size_t(i)]), i == 7) << i;
    EXPECT_EQ(stored(), ids_without(20, 7));
    EXPECT_TRUE(database->health().ready);

    vfs.limit_log(log_bytes() + 10'000'000);
    run(*database, default_tenant, units[7]);
    EXPECT_EQ(stored(), ids_without(20, -1));
}

TEST_F(SqliteFaults, ADiskFullInTheMiddleOfAUnitFailsOnlyWhatDoesNotFit) {
    auto units = small_units(20);
    units[7] = [](Tx& tx) { // more than the page cache holds: written to the log before commit
        for (int i = 0; i < 50; ++i) add(tx, 1000 + i, 1'000'000);
    };
    vfs.limit_log(log_bytes() + 1'000'000);
    auto const errors = as_group(units);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(holds<Unavailable>(errors[std::size_t(i)]), i == 7) << i;
    EXPECT_EQ(stored(), ids_without(20, 7));
}

TEST_F(SqliteFaults, WithoutAnyRoomEveryUnitIsRefusedAndTheNextSucceeds) {
    std::vector<Unit> units;
    for (int i = 0; i < 5; ++i) units.push_back([i](Tx& tx) { add(tx, i, 500'000); });
    vfs.limit_log(log_bytes());
    for (auto const& error : as_group(units)) EXPECT_TRUE(holds<Unavailable>(error));
    EXPECT_EQ(stored(), std::set<std::int64_t>());
    vfs.limit_log(log_bytes() + 100'000'000);
    for (auto const& error : as_group(units)) EXPECT_EQ(error, nullptr);
    EXPECT_EQ(stored(), ids_without(5, -1));
}

TEST_F(SqliteFaults, AnInterruptedUnitIsTheOnlyOneToFail) {
    std::atomic<int> runs_of_first = 0;
    auto units = small_units(20);
    units[0] = [&](Tx& tx) {
        ++runs_of_first;
        add(tx, 0);
    };
    units[7] = [&](Tx& tx) { // an interrupt while rows change takes the whole transaction with it
        tx.query(
            "insert into notes (tenant_id, id, body) values ($1, 1000, 'a'), ($1, 1001, 'b') returning id",
            [&](Row const&) { vfs.interrupt_connection_of_this_thread(); }, tx.tenant());
    };
    auto const errors = as_group(units);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(holds<Unavailable>(errors[std::size_t(i)]), i == 7) << i;
    EXPECT_EQ(stored(), ids_without(20, 7));
    EXPECT_EQ(runs_of_first, 2) << "the group was not lost, so this test shows nothing";
}

TEST_F(SqliteFaults, ALostGroupThatIsSwallowedByItsUnitStillDoesNotLeak) {
    auto units = small_units(10);
    units[3] = [&](Tx& tx) {
        try {
            tx.query(
                "insert into notes (tenant_id, id, body) values ($1, 1000, 'a'), ($1, 1001, 'b') returning id",
                [&](Row const&) { vfs.interrupt_connection_of_this_thread(); }, tx.tenant());
        } catch (DbError const&) {}
        try {
            add(tx, 2000); // would be stored at once, outside any transaction
        } catch (DbError const&) {}
    };
    auto const errors = as_group(units);
    EXPECT_TRUE(holds<Unavailable>(errors[3]));
    EXPECT_EQ(stored(), ids_without(10, 3));
}

TEST_F(SqliteFaults, AnIoErrorAtCommitLeavesTheOutcomeUnknownAndIsVerified) {
    run(*database, default_tenant, [](Tx& tx) { add(tx, 500); });
    auto units = small_units(10);
    units[4] = [&](Tx& tx) {
        add(tx, 4);
        vfs.fail_next_flush_of_this_thread();
    };
    units[6] = [](Tx& tx) {
        add(tx, 6);
        throw Error(ErrorCode::conflict, "no");
    };
    auto const errors = as_group(units);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(holds<OutcomeUnknown>(errors[std::size_t(i)]), i != 6) << i;
    EXPECT_TRUE(holds<Error>(errors[6])) << "its outcome is certain";
    wait_until_ready();
    EXPECT_TRUE(stored().contains(500));
    run(*database, default_tenant, [](Tx& tx) { add(tx, 501); });
    EXPECT_TRUE(stored().contains(501));
}

TEST_F(SqliteFaults, WhileTheDiskIsBrokenNothingIsTakenAndReadsGoOn) {
    run(*database, default_tenant, [](Tx& tx) { add(tx, 1); });
    vfs.break_disk(true);
    EXPECT_THROW(run(*database, default_tenant, [](Tx& tx) { add(tx, 2); }), OutcomeUnknown);
    auto const queued = std::chrono::steady_clock::now();
    EXPECT_THROW(run(*database, default_tenant, [](Tx& tx) { add(tx, 3); }), Unavailable);
    EXPECT_LT(std::chrono::steady_clock::now() - queued, 1s);
    EXPECT_FALSE(database->health().ready);
    EXPECT_NE(database->health().reason, "");
    EXPECT_EQ(stored(), std::set<std::int64_t>{1});
    vfs.break_disk(false);
    wait_until_ready();
    run(*database, default_tenant, [](Tx& tx) { add(tx, 4); });
    EXPECT_EQ(stored(), (std::set<std::int64_t>{1, 4}));
}

TEST_F(SqliteFaults, AFullQueueRefusesAtOnce) {
    std::latch filled(1), answered(1);
    database.reset();
    scratch.options().max_queued = 3;
    database = scratch.open(schema);
    std::atomic<int> refused = 0, done = 0;
    std::latch started(1);
    database->write(
        default_tenant,
        [&](Tx&) {
            started.count_down();
            filled.wait();
        },
        [&](std::exception_ptr) { answered.count_down(); });
    started.wait();
    for (int i = 0; i < 5; ++i)
        database->write(
            default_tenant, [](Tx&) {},
            [&](std::exception_ptr error) { (holds<Unavailable>(error) ? refused : done) += 1; });
    EXPECT_EQ(refused, 2);
    filled.count_down();
    answered.wait();
    database.reset(); // stores what is queued
    EXPECT_EQ(done, 3);
}

} // namespace
} // namespace baton::db
