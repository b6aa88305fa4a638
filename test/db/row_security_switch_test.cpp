// Switching row-level security on and off, keeping it through migrations, and whom it would not hold.
#include "db/row_security_fixture.h"

namespace baton::db {
namespace {

class RowSecuritySwitch : public UnderRowSecurity {};

constexpr Migration boxes{9000, "9000_of_the_test", boxes_schema};

std::vector<Migration> embedded_and(std::vector<Migration> const& more) {
    auto const embedded = embedded_migrations();
    std::vector<Migration> all(embedded.begin(), embedded.end());
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

TEST_P(RowSecuritySwitch, ALaterMigrationSeesAllRowsAndItsTableIsProtected) {
    database.reset();
    scratch.options().row_security = RowSecurity::as_it_is;
    Migration const later{
        9001, "9001_of_the_test",
        "update boxes set word = word || '!'; create table lids (tenant_id bigint not null, id bigint "
        "not null); insert into lids select tenant_id, id from boxes;"};
    database = db::open(scratch.options(), embedded_and({boxes, later}));
    EXPECT_EQ(seen_by(first), "of 1!;");
    EXPECT_EQ(seen_by(second), "of 2!;");
    EXPECT_EQ(names("select cast(tenant_id as text) from lids"), std::vector<std::string>{"1"});
}

TEST_P(RowSecuritySwitch, AMigrationThatFailsLeavesThePoliciesInForce) {
    database.reset();
    scratch.options().row_security = RowSecurity::as_it_is;
    EXPECT_THROW(
        db::open(scratch.options(), embedded_and({boxes, {9001, "9001_bad", "insert into nowhere values (1);"}})),
        DbError);
    database = db::open(scratch.options(), embedded_and({boxes}));
    EXPECT_EQ(seen_by(second), "of 2;");
}

TEST_P(RowSecuritySwitch, ItIsKeptUntilSwitchedOff) {
    reopen(RowSecurity::as_it_is);
    EXPECT_EQ(seen_by(first), "of 1;");
    reopen(RowSecurity::off);
    EXPECT_FALSE(database->health().row_security);
    EXPECT_EQ(seen_by(first), "of 1;of 2;");
    EXPECT_EQ(names("select cast(tablename as text) from pg_policies"), std::vector<std::string>{});
    reopen(RowSecurity::as_it_is);
    EXPECT_EQ(seen_by(first), "of 1;of 2;") << "off is kept too";
    reopen(RowSecurity::on);
    EXPECT_TRUE(database->health().row_security);
    EXPECT_EQ(seen_by(first), "of 1;");
}

TEST_P(RowSecuritySwitch, WhatSomeoneSwitchedOffByHandIsMendedAtTheNextStart) {
    run(*database, first, [](Tx& tx) {
        tx.exec("alter table boxes no force row level security");
        tx.exec("drop policy baton_tenant on tickets");
        tx.exec("alter table users disable row level security");
    });
    EXPECT_EQ(seen_by(first), "of 1;of 2;");
    reopen(RowSecurity::as_it_is);
    EXPECT_EQ(seen_by(first), "of 1;");
    EXPECT_EQ(names("select cast(relname as text) from pg_class where relname in ('users', 'tickets') and "
                    "relrowsecurity and relforcerowsecurity order by 1"),
              (std::vector<std::string>{"tickets", "users"}));
}

UNDER_ROW_SECURITY(RowSecuritySwitch);

std::string refusal(Options const& options) {
    try {
        db::open(options);
    } catch (DbError const& error) {
        return error.what();
    }
    return "";
}

class RowSecurityRole : public testing::TestWithParam<Dialect> {};

TEST_P(RowSecurityRole, ASuperuserIsRefused) {
    ScratchDatabase scratch(GetParam(), Owner::superuser);
    EXPECT_EQ(refusal(scratch.options()), "");
    scratch.options().row_security = RowSecurity::on;
    EXPECT_NE(refusal(scratch.options()).find("superuser"), std::string::npos);
    scratch.options().row_security = RowSecurity::as_it_is;
    EXPECT_EQ(refusal(scratch.options()), "") << "nothing of it was done";
}

TEST_P(RowSecurityRole, ASuperuserIsRefusedWhereItIsOnAndMaySwitchItOff) {
    ScratchDatabase scratch(GetParam(), Owner::ordinary);
    scratch.options().row_security = RowSecurity::on;
    EXPECT_EQ(refusal(scratch.options()), "");
    auto as_superuser = scratch.options();
    as_superuser.url = scratch.superuser_url();
    for (auto const wanted : {RowSecurity::as_it_is, RowSecurity::on}) {
        as_superuser.row_security = wanted;
        EXPECT_NE(refusal(as_superuser).find("--no-row-level-security"), std::string::npos);
    }
    as_superuser.row_security = RowSecurity::off;
    EXPECT_EQ(refusal(as_superuser), "");
}

UNDER_ROW_SECURITY(RowSecurityRole);

TEST(RowSecurityOnSqlite, IsRefused) {
    ScratchDatabase scratch(Dialect::sqlite);
    scratch.options().row_security = RowSecurity::on;
    EXPECT_NE(refusal(scratch.options()).find("PostgreSQL"), std::string::npos);
    scratch.options().row_security = RowSecurity::off;
    EXPECT_EQ(refusal(scratch.options()), "");
}

} // namespace
} // namespace baton::db
