// Lost connections to PostgreSQL: before COMMIT the unit runs again, around COMMIT its fate is asked for.
#include "db/cutting_proxy.h"
#include "db/postgres_commit.h"
#include "db/scratch_database.h"

#include <latch>

namespace baton::db {
namespace {

constexpr auto schema = R"(
create table notes (tenant_id bigint not null, id bigint not null, n bigint not null, primary key (tenant_id, id));
insert into notes (tenant_id, id, n) values (1, 1, 0), (1, 2, 0);
)";

void add_one(Tx& tx, int id) {
    tx.change("update notes set n = n + 1 where tenant_id = $1 and id = $2", tx.tenant(), id);
}

class PostgresLosses : public OnBothDatabases {
protected:
    PostgresLosses() { open(schema); }

    std::int64_t n(Database& from) {
        return *look(from, default_tenant, [](Tx& tx) {
            return tx.value<std::int64_t>("select n from notes where tenant_id = $1 and id = 1", tx.tenant());
        });
    }
    // From a connection of its own, through the admin's rights.
    void terminate(std::int64_t backend) {
        PostgresConnection admin(scratch.options().url, "");
        Param const pid{.integer = backend};
        admin.ask("select pg_terminate_backend(cast($1 as integer), 5000)", {&pid, 1});
    }
};

std::int64_t backend_of(Tx& tx) { return *tx.value<std::int64_t>("select pg_backend_pid()"); }

TEST_P(PostgresLosses, AUnitWhoseConnectionDiesRunsAgain) {
    int runs = 0;
    run(*database, default_tenant, [&](Tx& tx) {
        add_one(tx, 1);
        if (++runs == 1) terminate(backend_of(tx));
        add_one(tx, 1);
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(n(*database), 2);
}

TEST_P(PostgresLosses, AConnectionThatDiesBetweenUnitsIsReplaced) {
    for (int i = 0; i < 8; ++i) {
        auto const backend = run(*database, default_tenant, [&](Tx& tx) { return backend_of(tx); });
        terminate(backend);
        run(*database, default_tenant, [&](Tx& tx) { add_one(tx, 1); });
        auto const reader = look(*database, default_tenant, [&](Tx& tx) { return backend_of(tx); });
        terminate(reader);
        EXPECT_EQ(n(*database), i + 1);
    }
}

TEST_P(PostgresLosses, ADeadlockIsRunAgain) {
    std::latch both(2);
    std::atomic<int> runs = 0;
    auto const crossing = [&](int first, int second) {
        return [&, first, second](Tx& tx) {
            add_one(tx, first);
            if (++runs <= 2) both.arrive_and_wait();
            add_one(tx, second);
        };
    };
    std::jthread other([&] { run(*database, default_tenant, crossing(2, 1)); });
    run(*database, default_tenant, crossing(1, 2));
    other.join();
    EXPECT_EQ(runs, 3);
    EXPECT_EQ(n(*database), 2);
}

TEST_P(PostgresLosses, AConnectionLostBeforeCommitArrivedRunsTheUnitAgain) {
    CuttingProxy const proxy(scratch.options().url, CuttingProxy::Cut::before_commit);
    auto options = scratch.options();
    options.url = proxy.url();
    auto const through = scratch.open(options, schema);
    int runs = 0;
    run(*through, default_tenant, [&](Tx& tx) {
        if (++runs == 1) tx.value<std::string>("select 'cut here'");
        add_one(tx, 1);
    });
    EXPECT_EQ(proxy.cuts(), 1);
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(n(*through), 1);
}

TEST_P(PostgresLosses, ACommitWhoseAnswerIsLostCountsOnce) {
    CuttingProxy const proxy(scratch.options().url, CuttingProxy::Cut::after_commit);
    auto options = scratch.options();
    options.url = proxy.url();
    auto const through = scratch.open(options, schema);
    int runs = 0;
    run(*through, default_tenant, [&](Tx& tx) {
        if (++runs == 1) tx.value<std::string>("select 'cut here'");
        add_one(tx, 1);
    });
    EXPECT_EQ(proxy.cuts(), 1);
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(n(*through), 1);
}

TEST_P(PostgresLosses, TheFateOfATransactionIsToldOnlyWhenItIsCertain) {
    auto const& url = scratch.options().url;
    PostgresConnection connection(url, "");
    auto const current = [&] {
        auto const answer = connection.ask("select cast(pg_current_xact_id() as text)", {});
        return std::string(PostgresRow(answer.get(), 0).bytes(0));
    };
    connection.begin();
    auto const committed = current();
    connection.commit();
    connection.begin();
    auto const undone = current();
    connection.rollback();
    auto const fate = [&](std::string const& transaction, std::string const& timeline) {
        return fate_of(CommitUnanswered("lost", transaction, timeline), url);
    };
    EXPECT_EQ(fate(committed, connection.timeline()), CommitFate::committed);
    EXPECT_EQ(fate(undone, connection.timeline()), CommitFate::undone);
    EXPECT_EQ(fate(committed, "0000FFFF"), CommitFate::unknown) << "another server took over";
    EXPECT_EQ(fate("999999999999", connection.timeline()), CommitFate::unknown) << "from the future";
}

TEST_P(PostgresLosses, ALongReadIsEnded) {
    EXPECT_THROW(database->read(default_tenant, [](Tx& tx) { tx.query("select pg_sleep(10)", [](Row const&) {}); }),
                 Unavailable);
    EXPECT_EQ(n(*database), 0);
}

INSTANTIATE_TEST_SUITE_P(Db, PostgresLosses, testing::ValuesIn(tested_postgres()), name_of_dialect);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PostgresLosses);

TEST(SqliteReads, ALongOneIsEnded) {
    ScratchDatabase const scratch(Dialect::sqlite);
    auto const database = scratch.open();
    auto const endless = "with recursive c (i) as (select 1 union all select i + 1 from c) select count(*) from c";
    auto const started = std::chrono::steady_clock::now();
    EXPECT_THROW(look(*database, default_tenant, [&](Tx& tx) { return tx.value<std::int64_t>(endless); }), Unavailable);
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(4));
    EXPECT_EQ(look(*database, default_tenant, [](Tx& tx) { return tx.value<std::int64_t>("select 1"); }), 1);
}

} // namespace
} // namespace baton::db
