#include "db/scratch_database.h"

#include <future>

namespace baton::db {
namespace {

constexpr Migration first{1, "0001_first", "create table schema_test (tenant_id bigint not null, a blob);"};
constexpr Migration nodes{2, "0002_nodes",
                          "create table nodes (node_id bigint not null primary key, holder text not null, "
                          "until_at bigint not null, high_water bigint not null);"};
constexpr Migration third{3, "0003_third", "insert into schema_test (tenant_id) values (1);"};

class Migrations : public OnBothDatabases {
protected:
    std::string trouble_with(std::vector<Migration> const& migrations) {
        try {
            open_with(migrations);
        } catch (DbError const& error) {
            return error.what();
        }
        return "";
    }
    std::int64_t open_with(std::vector<Migration> const& migrations) {
        auto const database = db::open(scratch.options(), migrations);
        return *look(*database, default_tenant,
                     [](Tx& tx) { return tx.value<std::int64_t>("select count(*) from schema_test"); });
    }
};

TEST_P(Migrations, RunOnceInOrder) {
    EXPECT_EQ(open_with({first, nodes}), 0);
    EXPECT_EQ(open_with({first, nodes, third}), 1);
    EXPECT_EQ(open_with({first, nodes, third}), 1);
    auto const database = db::open(scratch.options(), std::vector{first, nodes, third});
    auto const rows = look(*database, default_tenant, [](Tx& tx) {
        std::string all;
        tx.query("select number, name, sha256, applied_at from schema_migrations order by number", [&](Row const& row) {
            all += std::to_string(row.integer(0)) + std::string(row.bytes(1)) + " ";
            EXPECT_EQ(row.bytes(2).size(), 64u);
            EXPECT_GT(row.integer(3), 1'700'000'000'000'000);
        });
        return all;
    });
    EXPECT_EQ(rows, "10001_first 20002_nodes 30003_third ");
}

TEST_P(Migrations, AnEditedOneIsRefused) {
    open_with({first, nodes});
    Migration const edited{1, "0001_first", "create table schema_test (tenant_id bigint not null);"};
    EXPECT_EQ(trouble_with({edited, nodes}), "Migration 0001_first was applied to this database with another text. An "
                                             "applied migration is never edited; write a new one.");
}

TEST_P(Migrations, ADatabaseNewerThanTheProgramIsRefused) {
    open_with({first, nodes, third});
    EXPECT_TRUE(trouble_with({first, nodes})
                    .starts_with("The database is newer than this program: it has 0003_third, the program knows up to "
                                 "0002. Start the newer program. They made no table and no column; "));
}

TEST_P(Migrations, OnePutBeforeAppliedOnesIsRefused) {
    open_with({first, nodes, {5, "0005_fifth", "insert into schema_test (tenant_id) values (5);"}});
    EXPECT_EQ(trouble_with({first, nodes, third, {5, "0005_fifth", "insert into schema_test (tenant_id) values (5);"}}),
              "Migration 0003_third comes before 0005_fifth, which is applied already. Give it the next number.");
}

TEST_P(Migrations, AFailingOneLeavesNothingOfAllPending) {
    open_with({first, nodes});
    Migration const broken{4, "0004_broken",
                           "insert into schema_test (tenant_id) values (4); insert into nowhere values (1);"};
    EXPECT_NE(trouble_with({first, nodes, third, broken}).find("Migration 0004_broken failed: "), std::string::npos);
    EXPECT_EQ(open_with({first, nodes}), 0) << "the third was undone too";
}

TEST_P(Migrations, SeveralNodesMayStartAtOnce) {
    if (GetParam() == Dialect::sqlite) return; // one process holds the directory there: see DataDirectory
    std::vector<std::future<std::int64_t>> starts;
    for (int i = 0; i < 4; ++i)
        starts.push_back(std::async(std::launch::async, [&] { return open_with({first, nodes, third}); }));
    for (auto& start : starts) EXPECT_EQ(start.get(), 1);
}

ON_BOTH_DATABASES(Migrations);

TEST(DataDirectory, IsForOneProcess) {
    ScratchDatabase const scratch(Dialect::sqlite);
    auto const database = scratch.open();
    try {
        scratch.open();
        FAIL() << "opened twice";
    } catch (DbError const& error) {
        EXPECT_EQ(error.what(), "The data directory " + scratch.options().data_dir +
                                    " is in use by another process (process " + std::to_string(::getpid()) + ").");
    }
}

TEST(DataDirectory, IsFreeAgainAfterwards) {
    ScratchDatabase const scratch(Dialect::sqlite);
    scratch.open();
    scratch.open();
}

} // namespace
} // namespace baton::db
