#include "db/scratch_database.h"

#include <atomic>
#include <latch>
#include <thread>

namespace baton::db {
namespace {

constexpr auto schema = R"(
create table counters (tenant_id bigint not null, name text not null, n bigint not null, primary key (tenant_id, name));
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

ON_BOTH_DATABASES(DatabaseUnits);

} // namespace
} // namespace baton::db
