#include "db/scratch_database.h"

#include <atomic>
#include <latch>
#include <thread>

namespace baton::db {
namespace {

constexpr auto schema = R"(
create table counters (tenant_id bigint not null, name text not null, n bigint not null, primary key (tenant_id, name))
    without rowid;
insert into counters (tenant_id, name, n) values (1, 'all', 0);
)";

class DatabaseUnits : public OnBothDatabases {
protected:
    DatabaseUnits() { open(schema); }

    std::int64_t rows() {
        return *look(*database, default_tenant,
                     [](Tx& tx) { return tx.value<std::int64_t>("select count(*) from counters"); });
    }
};

void add(Tx& tx, std::string_view name) {
    tx.exec("insert into counters (tenant_id, name, n) values ($1, $2, $3)", tx.tenant(), name, 1);
}

TEST_P(DatabaseUnits, AReadStartedAfterDoneSeesTheWrite) {
    for (int i = 0; i < 50; ++i) {
        run(*database, default_tenant, [&](Tx& tx) { add(tx, std::to_string(i)); });
        EXPECT_EQ(rows(), i + 2);
    }
}

TEST_P(DatabaseUnits, AnExceptionUndoesTheUnitAndReachesTheCaller) {
    auto const fails = [](Tx& tx) {
        add(tx, "a");
        throw Error(ErrorCode::conflict, "no");
    };
    EXPECT_THROW(run(*database, default_tenant, fails), Error);
    EXPECT_EQ(rows(), 1);
}

TEST_P(DatabaseUnits, ADuplicateIsTold) {
    EXPECT_THROW(run(*database, default_tenant, [](Tx& tx) { add(tx, "all"); }), Duplicate);
    EXPECT_EQ(rows(), 1);
}

TEST_P(DatabaseUnits, ASwallowedDatabaseErrorStillFailsTheUnit) {
    auto const swallows = [](Tx& tx) {
        add(tx, "before");
        try {
            tx.change("insert into counters (tenant_id, name, n) values (1, 'all', 1)");
        } catch (Duplicate const&) {}
    };
    EXPECT_THROW(run(*database, default_tenant, swallows), Duplicate);
    EXPECT_EQ(rows(), 1);
}

TEST_P(DatabaseUnits, FailingUnitsDoNotTouchTheOthersOfTheirGroup) {
    constexpr int n = 200;
    std::latch answered(n);
    std::atomic<int> failed = 0;
    for (int i = 0; i < n; ++i)
        database->write(
            default_tenant,
            [i](Tx& tx) {
                add(tx, std::to_string(i));
                if (i % 3 == 0) throw Error(ErrorCode::conflict, "no");
                if (i % 7 == 0) add(tx, "all");
            },
            [&](std::exception_ptr error) {
                failed += error != nullptr;
                answered.count_down();
            });
    answered.wait();
    int expected = 0;
    for (int i = 0; i < n; ++i) expected += i % 3 != 0 && i % 7 != 0;
    EXPECT_EQ(rows(), expected + 1);
    EXPECT_EQ(failed, n - expected);
}

TEST_P(DatabaseUnits, NoUpdateIsLost) {
    constexpr int threads = 8, each = 200;
    std::vector<std::jthread> writers;
    for (int t = 0; t < threads; ++t)
        writers.emplace_back([&] {
            for (int i = 0; i < each; ++i)
                run(*database, default_tenant, [](Tx& tx) {
                    tx.exec("update counters set n = n + 1 where tenant_id = $1 and name = 'all'", tx.tenant());
                });
        });
    writers.clear();
    auto const n = look(*database, default_tenant, [](Tx& tx) {
        return tx.value<std::int64_t>("select n from counters where tenant_id = $1 and name = 'all'", tx.tenant());
    });
    EXPECT_EQ(n, threads * each);
}

TEST_P(DatabaseUnits, WritingThroughAReadFails) {
    EXPECT_THROW(database->read(default_tenant, [](Tx& tx) { add(tx, "a"); }), DbError);
    EXPECT_EQ(rows(), 1);
}

TEST_P(DatabaseUnits, AReadSeesOneSnapshot) {
    database->read(default_tenant, [&](Tx& tx) {
        auto const count = [&] { return tx.value<std::int64_t>("select count(*) from counters"); };
        EXPECT_EQ(count(), 1);
        std::jthread([&] { run(*database, default_tenant, [](Tx& other) { add(other, "meanwhile"); }); }).join();
        EXPECT_EQ(count(), 1);
    });
    EXPECT_EQ(rows(), 2);
}

TEST_P(DatabaseUnits, WhatWasAcceptedIsStoredBeforeTheEnd) {
    std::atomic<int> stored = 0;
    for (int i = 0; i < 300; ++i)
        database->write(
            default_tenant, [i](Tx& tx) { add(tx, std::to_string(i)); },
            [&](std::exception_ptr error) { stored += error == nullptr; });
    database.reset();
    EXPECT_EQ(stored, 300);
    open(schema);
    EXPECT_EQ(rows(), 301);
}

TEST_P(DatabaseUnits, AfterCommitComesOnceSomethingIsStored) {
    std::atomic<int> commits = 0;
    database->after_commit([&] { ++commits; });
    run(*database, default_tenant, [](Tx& tx) { add(tx, "a"); });
    run(
        *database, default_tenant, [](Tx& tx) { add(tx, "b"); }, Urgency::bulk);
    database.reset(); // the last call comes after its unit was answered
    EXPECT_EQ(commits, 2);
}

TEST_P(DatabaseUnits, ManyStatementsMayBeUnderWay) {
    run(*database, default_tenant, [](Tx& tx) {
        for (int i = 0; i < 5'000; ++i) add(tx, std::to_string(i));
    });
    EXPECT_EQ(rows(), 5'001);
}

TEST_P(DatabaseUnits, MoreKindsOfStatementsThanAreKeptPrepared) {
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 900; i += 30)
            run(*database, default_tenant, [&](Tx& tx) {
                for (int j = i; j < i + 30; ++j)
                    EXPECT_EQ(tx.value<std::int64_t>("select n + " + std::to_string(j) +
                                                         " from counters where tenant_id = $1",
                                                     tx.tenant()),
                              j);
            });
}

TEST_P(DatabaseUnits, ABrokenStatementDoesNotSpoilItsConnection) {
    for (int i = 0; i < 20; ++i) {
        EXPECT_THROW(run(*database, default_tenant, [](Tx& tx) { tx.exec("insert into nowhere (a) values ($1)", 1); }),
                     DbError);
        EXPECT_THROW(
            run(*database, default_tenant, [](Tx& tx) { tx.query("select b from counters", [](Row const&) {}); }),
            DbError);
        run(*database, default_tenant, [&](Tx& tx) { add(tx, std::to_string(i)); });
    }
    EXPECT_EQ(rows(), 21);
}

ON_BOTH_DATABASES(DatabaseUnits);

class SqliteGroups : public testing::Test {
protected:
    SqliteGroups() { database = scratch.open(schema); }

    // Holds the writer while `queue` runs, so that what it queues becomes one group.
    template <class F> void as_group(F queue) {
        std::atomic<bool> running = false;
        std::latch queued(1), done(1);
        database->write(
            default_tenant,
            [&](Tx&) {
                running = true;
                running.notify_all();
                queued.wait();
            },
            [&](std::exception_ptr) { done.count_down(); });
        running.wait(false); // what is queued from here on is one group
        queue();
        queued.count_down();
        done.wait();
    }

    ScratchDatabase scratch{Dialect::sqlite};
    std::unique_ptr<Database> database;
};

TEST_F(SqliteGroups, BeforeCommitRunsOncePerTenantWithinTheGroup) {
    constexpr TenantId other{2};
    std::vector<std::pair<std::int64_t, std::int64_t>> seen; // tenant, rows it finds
    database->before_commit([&](Tx& tx) {
        seen.emplace_back(tx.tenant().value,
                          *tx.value<std::int64_t>("select count(*) from counters where tenant_id = $1", tx.tenant()));
        tx.exec("insert into counters (tenant_id, name, n) values ($1, $2, 0)", tx.tenant(),
                "mark" + std::to_string(seen.size()));
    });
    as_group([&] {
        for (int i = 0; i < 3; ++i) {
            database->write(
                default_tenant, [i](Tx& tx) { add(tx, std::to_string(i)); }, [](std::exception_ptr) {});
            database->write(
                other, [i](Tx& tx) { add(tx, std::to_string(i)); }, [](std::exception_ptr) {});
        }
        database->write(
            TenantId{3}, [](Tx&) {}, [](std::exception_ptr) {}); // writes nothing
    });
    database.reset();
    EXPECT_EQ(seen, (std::vector<std::pair<std::int64_t, std::int64_t>>{{1, 4}, {2, 3}}));
}

TEST_F(SqliteGroups, AFailingBeforeCommitFailsItsTenantOnly) {
    database->before_commit([&](Tx& tx) {
        if (tx.tenant() == TenantId{2}) throw std::runtime_error("no number");
    });
    std::atomic<int> failed_1 = 0, failed_2 = 0;
    as_group([&] {
        for (int i = 0; i < 5; ++i) {
            database->write(
                default_tenant, [i](Tx& tx) { add(tx, std::to_string(i)); },
                [&](std::exception_ptr e) { failed_1 += e != nullptr; });
            database->write(
                TenantId{2}, [i](Tx& tx) { add(tx, std::to_string(i)); },
                [&](std::exception_ptr e) { failed_2 += e != nullptr; });
        }
    });
    database.reset();
    EXPECT_EQ(failed_1, 0);
    EXPECT_EQ(failed_2, 5);
    database = scratch.open(schema);
    EXPECT_EQ(
        look(*database, default_tenant, [](Tx& tx) { return tx.value<std::int64_t>("select count(*) from counters"); }),
        6);
}

TEST_F(SqliteGroups, BulkWorkWaitsForTheOthers) {
    std::string order;
    as_group([&] {
        for (int i = 0; i < 3; ++i) {
            database->write(
                default_tenant, [&](Tx&) { order += 'b'; }, [](std::exception_ptr) {}, Urgency::bulk);
            database->write(
                default_tenant, [&](Tx&) { order += 'n'; }, [](std::exception_ptr) {});
        }
    });
    database.reset();
    EXPECT_EQ(order, "nnnbbb");
}

TEST_F(SqliteGroups, TheLogBeginsFromTheFrontWhileWritesGoOn) {
    auto const log_bytes = [&] { return database->health().wal_bytes; };
    int written_into_same_file = 0; // megabytes since the log file last grew
    for (int i = 0; i < 600 && written_into_same_file < 8; ++i) {
        auto const before = log_bytes();
        run(*database, default_tenant, [&](Tx& tx) { add(tx, std::to_string(i) + std::string(1'000'000, 'x')); });
        written_into_same_file = log_bytes() > before ? 0 : written_into_same_file + 1;
    }
    EXPECT_EQ(written_into_same_file, 8) << "600 MB written without a pause, all still in the log";
}

} // namespace
} // namespace baton::db
