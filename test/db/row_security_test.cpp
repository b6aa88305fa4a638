// PostgreSQL's row-level security: the engine tells every unit's tenant, and the server refuses rows of any other.
#include "db/postgres_connection.h"
#include "db/row_security_fixture.h"

#include <future>

namespace baton::db {
namespace {

class RowSecurityTest : public UnderRowSecurity {};

TEST_P(RowSecurityTest, AConnectionUsedAgainHasTheTenantOfItsUnit) {
    for (int round = 0; round < 3; ++round) {
        EXPECT_EQ(seen_by(first), "of 1;");
        EXPECT_EQ(seen_by(second), "of 2;");
        EXPECT_EQ(seen_in_unit_of(first), "of 1;");
        EXPECT_EQ(seen_in_unit_of(second), "of 2;");
        EXPECT_EQ(seen_by(TenantId{3}), "");
    }
}

TEST_P(RowSecurityTest, AFailedUnitLeavesNothingOfItsTenantBehind) {
    EXPECT_THROW(run(*database, first, [](Tx& tx) { tx.insert(Box{1, "again"}); }), Duplicate);
    EXPECT_EQ(seen_in_unit_of(second), "of 2;");
    EXPECT_THROW(run(*database, first, [](Tx&) { throw std::runtime_error("changed its mind"); }), std::runtime_error);
    EXPECT_EQ(seen_in_unit_of(second), "of 2;");
    EXPECT_THROW(database->read(first, [](Tx& tx) { tx.query("select nothing from boxes", [](Row const&) {}); }),
                 DbError);
    EXPECT_EQ(seen_by(second), "of 2;");
    EXPECT_THROW(database->read(first, [](Tx&) { throw std::runtime_error("changed its mind"); }), std::runtime_error);
    EXPECT_EQ(seen_by(second), "of 2;");
}

TEST_P(RowSecurityTest, AUnitThatIsRunAgainHasItsTenantEachTime) {
    int tries = 0;
    auto const seen = run(*database, first, [&](Tx& tx) {
        if (++tries < 3) tx.exec("do $$ begin raise exception using errcode = '40001'; end $$");
        return words(tx);
    });
    EXPECT_EQ(tries, 3);
    EXPECT_EQ(seen, "of 1;");
    EXPECT_EQ(seen_in_unit_of(second), "of 2;");
}

TEST_P(RowSecurityTest, ALostConnectionIsReplacedByOneWithTheTenant) {
    auto const cut = [](Tx& tx) {
        tx.query("select pg_terminate_backend(pg_backend_pid())", [](Row const&) {});
        return 0;
    };
    int tries = 0;
    EXPECT_EQ(run(*database, first,
                  [&](Tx& tx) {
                      if (++tries == 1) cut(tx);
                      return words(tx);
                  }),
              "of 1;");
    EXPECT_EQ(seen_by(second), "of 2;");
}

TEST_P(RowSecurityTest, TheTenantEndsWithItsTransaction) {
    PostgresConnection connection(scratch.options().url, "");
    auto const tenant = [&] {
        auto const answer = connection.ask("select coalesce(current_setting('baton.tenant', true), '')", {});
        return std::string(PostgresRow(answer.get(), 0).bytes(0));
    };
    connection.begin(first);
    EXPECT_EQ(tenant(), "1");
    connection.commit();
    connection.begin();
    EXPECT_EQ(tenant(), "") << "as a pooler would give the connection to another";
    connection.rollback();
    connection.begin_snapshot(second);
    EXPECT_EQ(tenant(), "2");
    connection.finish_snapshot();
    connection.begin();
    EXPECT_EQ(tenant(), "");
    connection.rollback();
}

TEST_P(RowSecurityTest, ManyUnitsOfBothAtOnceKeepApart) {
    scratch.options().connections = 3;
    auto const other = scratch.open(scratch.options(), boxes_schema);
    auto const all_right = [&](TenantId tenant) {
        auto const own = fmt::format("of {};", tenant.value);
        bool right = true;
        for (int i = 0; i < 40; ++i)
            right = right && look(*other, tenant, words) == own && run(*other, tenant, words) == own;
        return right;
    };
    std::vector<std::future<bool>> threads;
    for (auto const tenant : {first, second, first, second})
        threads.push_back(std::async(std::launch::async, all_right, tenant));
    for (auto& thread : threads) EXPECT_TRUE(thread.get());
}

TEST_P(RowSecurityTest, NothingIsWrittenForAnother) {
    auto const refused = [&](std::string sql) {
        try {
            run(*database, first, [&](Tx& tx) { tx.exec(sql); });
        } catch (DbError const& error) {
            return std::string_view(error.what()).find("row-level security") != std::string_view::npos;
        }
        return false;
    };
    EXPECT_TRUE(refused("insert into boxes (tenant_id, id, word) values (2, 9, 'x')"));
    EXPECT_TRUE(refused("update boxes set tenant_id = 2"));
    EXPECT_TRUE(refused("insert into tenants (tenant_id, name, created_at) values (9, 'x', 0)"));
    auto const changed = run(*database, first, [](Tx& tx) {
        return tx.change("update boxes set word = 'mine' where tenant_id = 2") +
               tx.change("delete from boxes where id = 1");
    });
    EXPECT_EQ(changed, 1) << "his own";
    EXPECT_EQ(seen_by(second), "of 2;");
}

TEST_P(RowSecurityTest, WhichTenantsThereAreIsReadByAll) {
    for (auto const id : {5, 6})
        run(*database, TenantId{id}, [&](Tx& tx) {
            tx.exec("insert into tenants (tenant_id, name, created_at) values ($1, $2, 0)", id, fmt::format("t{}", id));
            tx.exec("insert into tenant_hosts (host, tenant_id) values ($1, $2)", fmt::format("h{}", id), id);
        });
    EXPECT_EQ(names("select name from tenants order by tenant_id"), (std::vector<std::string>{"default", "t5", "t6"}));
    EXPECT_EQ(names("select host from tenant_hosts order by host"), (std::vector<std::string>{"h5", "h6"}));
    run(*database, TenantId{5}, [](Tx& tx) {
        EXPECT_EQ(tx.change("update tenants set zone = 'UTC'"), 1);
        EXPECT_EQ(tx.change("delete from tenant_hosts"), 1);
    });
}

TEST_P(RowSecurityTest, EveryTableWithATenantHasAPolicyInForceForItsOwner) {
    auto const unprotected = R"(
        select cast(c.table_name as text) from information_schema.columns c
        where c.table_schema = 'public' and c.column_name = 'tenant_id' and not exists (
            select 1 from pg_policies p join pg_class t on t.relname = p.tablename
            where p.tablename = c.table_name and p.schemaname = 'public' and p.permissive = 'PERMISSIVE'
              and p.cmd = 'ALL' and p.qual like '%tenant_id = %baton.tenant%' and p.with_check = p.qual
              and t.relrowsecurity and t.relforcerowsecurity))";
    EXPECT_GT(names("select cast(tablename as text) from pg_policies").size(), 30u);
    EXPECT_EQ(names(unprotected), std::vector<std::string>{});
    // Of what everybody may read there is no more than this.
    EXPECT_EQ(names("select cast(tablename as text) from pg_policies where policyname <> 'baton_tenant' order by 1"),
              (std::vector<std::string>{"tenant_hosts", "tenants"}));
    // A table without tenant_id holds no tenant's rows: to be thought about when one is added.
    EXPECT_EQ(
        names("select cast(table_name as text) from information_schema.tables t where table_schema = 'public' and "
              "not exists (select 1 from information_schema.columns c where c.table_name = t.table_name "
              "and c.table_schema = 'public' and c.column_name = 'tenant_id') order by 1"),
        (std::vector<std::string>{"master_keys", "nodes", "schema_migrations"}));
}

TEST_P(RowSecurityTest, APolicyCostsNoIndex) {
    run(*database, first, [](Tx& tx) {
        tx.exec("insert into boxes select 1, g, 'x' from generate_series(100, 5000) g");
        tx.exec("analyze boxes");
    });
    auto const plan = look(*database, first, [](Tx& tx) {
        std::string all;
        tx.query(
            "explain select word from boxes where tenant_id = $1 and id > $2 order by id limit 10",
            [&](Row const& row) { (all += row.bytes(0)) += "\n"; }, first, 4000);
        return all;
    });
    auto const has = [&](std::string_view words) { return plan.find(words) != std::string::npos; };
    EXPECT_TRUE(has("Index Scan using boxes_pkey")) << plan;
    EXPECT_TRUE(has("Index Cond: ((tenant_id = ") && has(" AND (id > ")) << plan;
    EXPECT_TRUE(has("One-Time Filter: ")) << "the setting is looked at once: " << plan;
}

UNDER_ROW_SECURITY(RowSecurityTest);

} // namespace
} // namespace baton::db
