// A database under row-level security with two tenants that each have a row of the same key. Every statement of its
// tests forgets the tenant: what it finds is what the server lets it.
#pragma once
#include "db/scratch_database.h"
#include <fmt/format.h>

namespace baton::db {

inline constexpr TenantId first{1}, second{2};
inline constexpr std::string_view boxes_schema = "create table boxes (tenant_id bigint not null, id bigint not null, "
                                                 "word text not null, primary key (tenant_id, id));";

struct Box {
    std::int64_t id = 0;
    std::string word;
};
DESCRIBE(Box, (), (id, word));
template <> inline constexpr std::string_view table<Box> = "boxes";

class UnderRowSecurity : public testing::TestWithParam<Dialect> {
protected:
    ScratchDatabase scratch{GetParam(), Owner::ordinary};
    std::unique_ptr<Database> database;

    void SetUp() override {
        scratch.options().connections = 1; // every unit meets the connection of the one before
        reopen(RowSecurity::on);
        for (auto const tenant : {first, second})
            run(*database, tenant, [&](Tx& tx) { tx.insert(Box{1, fmt::format("of {}", tenant.value)}); });
    }
    void reopen(RowSecurity wanted) {
        database.reset();
        scratch.options().row_security = wanted;
        database = scratch.open(boxes_schema);
    }
    static std::string words(Tx& tx) {
        std::string all;
        tx.query("select word from boxes order by word", [&](Row const& row) { (all += row.bytes(0)) += ";"; });
        return all;
    }
    std::string seen_by(TenantId tenant) { return look(*database, tenant, words); }
    std::string seen_in_unit_of(TenantId tenant) { return run(*database, tenant, words); }
    std::vector<std::string> names(std::string_view sql) {
        return look(*database, first, [&](Tx& tx) {
            std::vector<std::string> all;
            tx.query(sql, [&](Row const& row) { all.emplace_back(row.bytes(0)); });
            return all;
        });
    }
};

#define UNDER_ROW_SECURITY(Fixture)                                                                                    \
    GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Fixture);                                                            \
    INSTANTIATE_TEST_SUITE_P(Db, Fixture, testing::ValuesIn(tested_postgres()), name_of_dialect)

} // namespace baton::db
