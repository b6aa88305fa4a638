#include "db/scratch_database.h"

#include <gmock/gmock.h>

namespace baton::db {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

struct SqlitePlanner : testing::Test {
    ScratchDatabase scratch{Dialect::sqlite};
    std::unique_ptr<Database> database = scratch.open();

    std::vector<std::string> texts(std::string const& sql, int column = 0) {
        std::vector<std::string> all;
        look(*database, default_tenant, [&](Tx& tx) {
            tx.query(sql, [&](Row const& row) { all.emplace_back(row.bytes(column)); });
            return 0;
        });
        return all;
    }
    std::string plan(std::string const& sql) {
        std::string lines;
        for (auto const& line : texts("explain query plan " + sql, 3)) lines += line + "\n";
        return lines;
    }
};

TEST_F(SqlitePlanner, KnowsEveryIndex) {
    EXPECT_THAT(texts("select l.name from sqlite_schema t, pragma_index_list(t.name) l where t.type = 'table' and"
                      " t.name not like 'sqlite%' and l.name not in (select idx from sqlite_stat1)"),
                IsEmpty());
    EXPECT_THAT(texts("select idx from sqlite_stat1 where stat not like '1000000 %' and stat not like '10000 %'"),
                IsEmpty());
}

TEST_F(SqlitePlanner, ReadsNoWholeTenantWhereAnIndexIsNarrower) {
    EXPECT_THAT(plan("select 1 from ticket_links l join tickets t on t.tenant_id = l.tenant_id and t.id = l.from_id"
                     " where l.tenant_id = 1 and l.to_id = 2 and l.kind = 'incident' order by t.id"),
                HasSubstr("to_id=?"));
    EXPECT_THAT(plan("select * from tickets where tenant_id = 1 and id in (1, 2, 3) order by next_due_at, id"),
                HasSubstr("id=?"));
    EXPECT_THAT(plan("select customer_id from customer_secrets where tenant_id = 1 and field = 'id_number' and"
                     " blind_index = 'x' order by customer_id limit 1"),
                HasSubstr("blind_index=?"));
    EXPECT_THAT(
        plan("select id from events where tenant_id = 1 and ticket_id in (1, 2) and id > 3 order by id limit 50"),
        HasSubstr("ticket_id=?"));
}

TEST_F(SqlitePlanner, IsToldOnceAndMendedWhenSomebodyRanAnalyze) {
    auto const told = texts("select idx || ' ' || stat from sqlite_stat1 order by idx");
    run(*database, default_tenant, [](Tx& tx) { tx.exec("update sqlite_stat1 set stat = '3 1 1'"); });
    database.reset();
    database = scratch.open();
    EXPECT_EQ(texts("select idx || ' ' || stat from sqlite_stat1 order by idx"), told);
}

} // namespace
} // namespace baton::db
