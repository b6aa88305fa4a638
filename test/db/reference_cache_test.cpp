// What is remembered of reference tables: from memory while nothing changed, never older than the last commit.
#include "db/scratch_database.h"

#include <atomic>
#include <thread>

namespace baton::db {
namespace {

constexpr auto schema = R"(
create table kinds (tenant_id bigint not null, name text not null, n bigint not null, primary key (tenant_id, name));
create table others (tenant_id bigint not null, name text not null, n bigint not null, primary key (tenant_id, name));
insert into kinds (tenant_id, name, n) values (1, 'a', 1);
insert into others (tenant_id, name, n) values (1, 'a', 1);
)";

class ReferenceTables : public OnBothDatabases {
protected:
    ReferenceTables() {
        scratch.options().reference_tables = {"kinds"};
        open(schema);
    }

    std::optional<std::int64_t> n_of(Tx& tx, std::string const& table, std::string const& name) {
        auto const load = [&] {
            ++loads;
            return tx.value<std::int64_t>("select n from " + table + " where tenant_id = $1 and name = $2", tx.tenant(),
                                          name);
        };
        return tx.remember<std::int64_t>({table}, name, load);
    }
    std::optional<std::int64_t> n_now(std::string const& table, std::string const& name = "a") {
        return look(*database, default_tenant, [&](Tx& tx) { return n_of(tx, table, name); });
    }
    void set(Tx& tx, std::string const& table, std::int64_t n) {
        tx.exec("update " + table + " set n = $2 where tenant_id = $1", tx.tenant(), n);
    }
    bool const remembers = GetParam() == Dialect::sqlite;
    std::atomic<int> loads = 0;
};

TEST_P(ReferenceTables, AreReadOnceWhileNothingChanges) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(n_now("kinds"), 1);
    EXPECT_EQ(loads, remembers ? 1 : 5);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(n_now("others"), 1);
    EXPECT_EQ(loads, remembers ? 6 : 10) << "a table that is not watched must not be kept";
}

TEST_P(ReferenceTables, AreNeverOlderThanTheLastCommit) {
    for (int n = 2; n < 50; ++n) {
        run(*database, default_tenant, [&](Tx& tx) { set(tx, "kinds", n); });
        EXPECT_EQ(n_now("kinds"), n);
        EXPECT_EQ(n_now("kinds"), n);
    }
}

TEST_P(ReferenceTables, AUnitSeesItsOwnChangesAndOthersDoNot) {
    EXPECT_EQ(n_now("kinds"), 1);
    auto const fails = [&](Tx& tx) {
        EXPECT_EQ(n_of(tx, "kinds", "a"), 1);
        set(tx, "kinds", 2);
        EXPECT_EQ(n_of(tx, "kinds", "a"), 2);
        throw Error(ErrorCode::conflict, "no");
    };
    EXPECT_THROW(run(*database, default_tenant, fails), Error);
    EXPECT_EQ(n_now("kinds"), 1);
    run(*database, default_tenant, [&](Tx& tx) { EXPECT_EQ(n_of(tx, "kinds", "a"), 1); });
}

TEST_P(ReferenceTables, AbsenceAndOtherTenantsAreKeptApart) {
    EXPECT_EQ(n_now("kinds", "b"), std::nullopt);
    run(*database, default_tenant,
        [](Tx& tx) { tx.exec("insert into kinds (tenant_id, name, n) values ($1, $2, $3)", tx.tenant(), "b", 7); });
    EXPECT_EQ(n_now("kinds", "b"), 7);
    EXPECT_EQ(look(*database, TenantId{2}, [&](Tx& tx) { return n_of(tx, "kinds", "b"); }), std::nullopt);
}

TEST_P(ReferenceTables, StrangersCannotFillTheMemory) {
    for (int i = 0; i < 3; ++i)
        run(*database, default_tenant, [&](Tx& tx) {
            for (int n = 0; n < 2000; ++n) {
                auto const load = [&]() -> std::optional<std::int64_t> { return n; };
                EXPECT_EQ(tx.remember<std::int64_t>({"kinds"}, "x" + std::to_string(i * 2000 + n), load), n);
            }
        });
    EXPECT_EQ(n_now("kinds"), 1);
}

// A reader that began before a commit must not leave what it read for those who come after it.
TEST_P(ReferenceTables, ReadersBesideAWriterNeverGoBack) {
    std::atomic<std::int64_t> committed = 1;
    std::atomic<bool> done = false;
    std::vector<std::jthread> readers;
    for (int i = 0; i < 3; ++i)
        readers.emplace_back([&] {
            while (!done) {
                auto const least = committed.load();
                EXPECT_GE(n_now("kinds"), least);
            }
        });
    for (int n = 2; n < 300; ++n) {
        run(*database, default_tenant, [&](Tx& tx) { set(tx, "kinds", n); });
        committed = n;
    }
    done = true;
}

ON_BOTH_DATABASES(ReferenceTables);

} // namespace
} // namespace baton::db
