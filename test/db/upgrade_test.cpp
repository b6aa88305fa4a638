// An older database is tried on a copy first, then migrated, with the file as it was kept; and every way in which that
// fails leaves it as it was.
#include "base/hash.h"
#include "db/faulty_vfs.h"
#include "db/kept_file.h"
#include "db/postgres_connection.h"
#include "db/scratch_database.h"
#include "db/snapshot.h"
#include "db/upgrade.h"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>

namespace baton::db {
namespace {

namespace fs = std::filesystem;

constexpr Migration first{
    1, "0001_first",
    "create table parents (tenant_id bigint not null, id bigint not null, primary key (tenant_id, id));"
    "create table children (tenant_id bigint not null, id bigint not null, parent_id bigint not "
    "null, primary key (tenant_id, id), foreign key (tenant_id, parent_id) references parents "
    "(tenant_id, id) deferrable initially deferred);"
    "insert into parents (tenant_id, id) values (1, 7), (1, 8);"
    "insert into children (tenant_id, id, parent_id) values (1, 1, 7);"};
constexpr Migration nodes{2, "0002_nodes",
                          "create table nodes (node_id bigint not null primary key, holder text not null, "
                          "until_at bigint not null, high_water bigint not null);"
                          "create table tenants (tenant_id bigint not null primary key);"
                          "insert into tenants (tenant_id) values (1);"};
constexpr Migration good{
    9001, "9001_good",
    "create table toys (tenant_id bigint not null, id bigint not null, primary key (tenant_id, id));"
    "insert into toys (tenant_id, id) values (1, 1); alter table children add column name text;"};
constexpr Migration half{9001, "9001_half", "delete from children; insert into nowhere (id) values (1);"};
constexpr Migration orphaning{9001, "9001_orphaning", "delete from parents where id = 7;"};
constexpr Migration next{9002, "9002_next", "insert into toys (tenant_id, id) values (1, 2);"};
constexpr std::string_view still_runs = "the version before still runs on it.";

using Migrations = std::vector<Migration>;

class Upgrade : public OnBothDatabases {
protected:
    Upgrade() { db::open(scratch.options(), Migrations{first, nodes}); }

    std::string trouble_with(Migrations const& migrations) {
        try {
            db::open(scratch.options(), migrations, rules);
        } catch (DbError const& error) {
            return error.what();
        }
        return "";
    }
    // The program of before opens it and finds what was there.
    void expect_untouched() {
        auto const database = db::open(scratch.options(), Migrations{first, nodes}, rules);
        EXPECT_EQ(rows(*database, "children"), 1);
        EXPECT_EQ(rows(*database, "parents"), 2);
        EXPECT_FALSE(fs::exists(data() / "rehearsal"));
    }
    static std::int64_t rows(Database& database, std::string const& table) {
        return *look(database, default_tenant,
                     [&](Tx& tx) { return tx.value<std::int64_t>("select count(*) from " + table); });
    }
    bool is_sqlite() const { return GetParam() == Dialect::sqlite; }
    fs::path data() const { return scratch.options().data_dir; }
    KeptFile kept() const { return KeptFile(scratch.options().data_dir); }

    UpgradeRules rules;
};

TEST_P(Upgrade, KeepsTheFileFromBefore) {
    {
        auto const database = db::open(scratch.options(), Migrations{first, nodes, good}, rules);
        EXPECT_EQ(rows(*database, "toys"), 1);
        EXPECT_EQ(rows(*database, "children"), 1);
    }
    if (!is_sqlite()) return;
    EXPECT_EQ(kept().find(), data() / "baton.db.before-9001");
    EXPECT_EQ(read_database_file(kept().find()->string())->schema(), 2);
    EXPECT_FALSE(fs::exists(data() / "rehearsal"));
    db::open(scratch.options(), Migrations{first, nodes, good, next}, rules);
    EXPECT_EQ(kept().find(), data() / "baton.db.before-9002") << "one is kept, the last";
    EXPECT_FALSE(fs::exists(data() / "baton.db.before-9001"));
}

TEST_P(Upgrade, ThatFailsHalfWayIsSaidAndLeavesAllAsItWas) {
    auto const said = trouble_with({first, nodes, half});
    EXPECT_TRUE(said.starts_with("The upgrade was tried on a copy and failed there: Migration 9001_half failed: "))
        << said;
    EXPECT_TRUE(said.ends_with(still_runs)) << said;
    expect_untouched();
}

TEST_P(Upgrade, ThatBreaksAReferenceIsFoundOnTheCopy) {
    auto const said = trouble_with({first, nodes, orphaning});
    EXPECT_TRUE(said.starts_with("The upgrade was tried on a copy and failed there: ")) << said;
    EXPECT_NE(said.find("children"), said.npos) << said;
    expect_untouched();
}

TEST_P(Upgrade, ThatTakesRowsIsFoundOnTheCopy) {
    rules.keep_rows = {"parents"};
    Migration const losing{9001, "9001_losing", "delete from parents where id = 8;"};
    auto const said = trouble_with({first, nodes, losing});
    EXPECT_NE(said.find("took 1 of 2 rows from parents"), said.npos) << said;
    expect_untouched();
}

TEST_P(Upgrade, TheProgramCannotWorkWithIsFoundOnTheCopy) {
    rules.works = [](Tx& tx) {
        if (tx.value<std::int64_t>("select count(*) from toys") == 1) throw DbError("table toys has no column price.");
    };
    auto const said = trouble_with({first, nodes, good});
    EXPECT_NE(said.find("failed there: table toys has no column price."), said.npos) << said;
    expect_untouched();
}

TEST_P(Upgrade, WithoutRehearsalKeepsNothing) {
    rules.rehearsal = Rehearsal::off;
    EXPECT_EQ(trouble_with({first, nodes, good}), "");
    EXPECT_FALSE(kept().find().has_value());
}

TEST_P(Upgrade, CanBeTriedWhileAServerRuns) {
    if (scratch.options().row_security == RowSecurity::on)
        GTEST_SKIP() << "pg_dump needs a role with BYPASSRLS then: docs/operations.md";
    auto const running = db::open(scratch.options(), Migrations{first, nodes}, rules);
    auto const report = rehearse_upgrade(scratch.options(), rules, Migrations{first, nodes, good});
    EXPECT_EQ(report.migrations, std::vector<std::string>{"9001_good"});
    EXPECT_EQ(report.before.at("parents"), 2);
    EXPECT_EQ(report.after.at("toys"), 1);
    EXPECT_NE(told(report).find("table toys: new, 1 rows"), std::string::npos);
    EXPECT_THROW(rehearse_upgrade(scratch.options(), rules, Migrations{first, nodes, half}), DbError);
    EXPECT_TRUE(rehearse_upgrade(scratch.options(), rules, Migrations{first, nodes}).migrations.empty());
    EXPECT_EQ(rows(*running, "children"), 1);
    EXPECT_FALSE(kept().find().has_value());
}

TEST_P(Upgrade, AnOlderProgramSaysWhatGoingBackLoses) {
    db::open(scratch.options(), Migrations{first, nodes, good}, rules);
    db::open(scratch.options(), Migrations{first, nodes, good, next}, rules);
    auto const said = trouble_with({first, nodes});
    EXPECT_TRUE(said.starts_with(
        "The database is newer than this program: it has 9001_good, 9002_next, the program knows up to 0002. Start the "
        "newer program. Going back would lose what is in: column children.name, table toys."))
        << said;
    if (is_sqlite()) {
        EXPECT_NE(said.find("baton.db.before-9002: `baton migrate --back`"), said.npos) << said;
    }
}

ON_BOTH_DATABASES(Upgrade);

class SqliteUpgrade : public Upgrade {};

TEST_P(SqliteUpgrade, ThatFailsOnlyOnTheFileItselfLeavesItAsItWas) {
    Migration const fickle{9001, "9001_fickle",
                           "insert into parents (tenant_id, id) select 1, 7 from pragma_database_list "
                           "where name = 'main' and file not like '%rehearsal%';"};
    auto const said = trouble_with({first, nodes, fickle});
    EXPECT_TRUE(said.starts_with("The upgrade failed after it had succeeded on a copy: Migration 9001_fickle failed: "))
        << said;
    EXPECT_TRUE(said.ends_with("The database is as it was, and the version before still runs on it.")) << said;
    EXPECT_FALSE(kept().find().has_value());
    expect_untouched();
}

// The log holds the whole migration, but the disk did not say that it does: after a power loss anything may be there.
TEST_P(SqliteUpgrade, WhoseCommitIsUncertainReturnsToTheOldFile) {
    FaultyVfs disk;
    int runs = 0;
    rules.works = [&](Tx&) {
        if (++runs == 2) disk.fail_next_flush_of_this_thread();
    };
    auto const said = trouble_with({first, nodes, good});
    EXPECT_EQ(runs, 2);
    EXPECT_TRUE(said.starts_with("The upgrade failed after it had succeeded on a copy: ")) << said;
    EXPECT_TRUE(said.ends_with(still_runs)) << said;
    rules.works = [](Tx&) {};
    expect_untouched();
}

TEST_P(SqliteUpgrade, ThatDamagesTheFileReturnsToTheOldOne) {
    int runs = 0;
    rules.works = [&](Tx&) {
        if (++runs < 2) return;
        std::fstream file(data() / "baton.db", std::ios::in | std::ios::out | std::ios::binary);
        file << std::string(4096, 'x');
        throw DbError("the disk is dying.");
    };
    auto const said = trouble_with({first, nodes, good});
    EXPECT_EQ(said,
              "The upgrade failed after it had succeeded on a copy: the disk is dying. The file from before it is in "
              "force again, and the version before still runs on it.");
    rules.works = [](Tx&) {};
    expect_untouched();
    EXPECT_FALSE(kept().find().has_value());
}

TEST_P(SqliteUpgrade, IsGoneBackFrom) {
    db::open(scratch.options(), Migrations{first, nodes, good}, rules);
    kept().go_back(data() / "baton.db.left");
    expect_untouched();
    EXPECT_EQ(read_database_file((data() / "baton.db.left").string())->schema(), 9001);
}

TEST_P(SqliteUpgrade, AWayBackThatWasKilledIsGoneToItsEnd) {
    auto newer = db::open(scratch.options(), Migrations{first, nodes, good}, rules);
    auto const log = data() / "baton.db-wal"; // of the newer file, with more than nothing in it
    run(*newer, default_tenant, [](Tx& tx) { tx.exec("insert into toys (tenant_id, id) values (1, 5)"); });
    fs::copy_file(log, data() / "log");
    newer.reset();
    fs::rename(data() / "log", log);
    fs::rename(*kept().find(), data() / "baton.db.returning"); // and here it was killed
    expect_untouched();
    EXPECT_FALSE(fs::exists(data() / "baton.db.returning"));
}

TEST_P(SqliteUpgrade, TheKeptFileGoesAfterAMonth) {
    db::open(scratch.options(), Migrations{first, nodes, good}, rules);
    auto const file = *kept().find();
    db::open(scratch.options(), Migrations{first, nodes, good}, rules);
    EXPECT_TRUE(fs::exists(file));
    fs::last_write_time(file, fs::file_time_type::clock::now() - kept_for - std::chrono::hours(1));
    db::open(scratch.options(), Migrations{first, nodes, good}, rules);
    EXPECT_FALSE(fs::exists(file));
}

TEST_P(SqliteUpgrade, WhatAKilledRehearsalHasLeftIsCleared) {
    fs::create_directories(data() / "rehearsal");
    std::ofstream(data() / "rehearsal" / "baton.db") << "half a copy";
    std::ofstream(data() / "rehearsal" / "baton.db-wal") << "its log";
    EXPECT_EQ(trouble_with({first, nodes, good}), "");
    EXPECT_FALSE(fs::exists(data() / "rehearsal"));
}

INSTANTIATE_TEST_SUITE_P(Db, SqliteUpgrade, testing::Values(Dialect::sqlite), name_of_dialect);

class PostgresUpgrade : public Upgrade {
protected:
    void execute(std::string const& sql) const { PostgresConnection(scratch.superuser_url(), "").script(sql); }
    std::string url_as(std::string const& role) const {
        auto const url = scratch.superuser_url();
        return fmt::format("postgresql://{}{}", role, url.substr(url.find('@')));
    }
};

TEST_P(PostgresUpgrade, WithoutTheRightToMakeADatabaseNeedsConsent) {
    auto const role = "baton_test_humble_" + hex(random_bytes<4>());
    execute("create role " + role + " login");
    execute("grant all on all tables in schema public to " + role + "; grant all on schema public to " + role);
    auto const url = scratch.options().url;
    scratch.options().url = url_as(role);
    auto const said = trouble_with({first, nodes, good});
    EXPECT_NE(said.find("alter role NAME createdb"), said.npos) << said;
    EXPECT_NE(said.find("--no-rehearsal"), said.npos) << said;
    scratch.options().url = url;
    expect_untouched();
    execute("drop owned by " + role + "; drop role " + role);
}

INSTANTIATE_TEST_SUITE_P(Db, PostgresUpgrade, testing::ValuesIn(tested_postgres()), name_of_dialect);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PostgresUpgrade);

} // namespace
} // namespace baton::db
