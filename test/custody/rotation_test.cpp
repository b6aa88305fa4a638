#include "custody/service.h"
#include "custody/store.h"
#include "db/scratch_database.h"
#include "db/tenant_keys.h"

namespace baton {
namespace {

constexpr TenantId tenant = default_tenant;
constexpr Timestamp start{1'800'000'000'000'000};
constexpr std::string_view schema =
    "create table notes (tenant_id bigint not null, id bigint not null, word text not null, "
    "sealed blob, primary key (tenant_id, id, word));"
    "create table marks (tenant_id bigint not null, id bigint not null, sealed blob, "
    "primary key (tenant_id, id));";

std::vector<EncryptedColumn> columns() {
    return {{"notes", {{"id"}, {"word", true}}, "sealed", "note"}, {"marks", {{"id"}}, "sealed", "mark"}};
}

class KeyRotationTest : public db::OnBothDatabases {
protected:
    void SetUp() override {
        open(schema);
        db::run(*database, tenant, [](Tx& tx) {
            for (int id = 0; id < 250; ++id) {
                auto const word = "w" + std::to_string(id % 3);
                auto const plain = "note " + std::to_string(id);
                tx.exec("insert into notes (tenant_id, id, word, sealed) values ($1, $2, $3, $4)", tenant, id / 2,
                        word + std::to_string(id), tx.vault().encrypt(tenant, "note", plain));
            }
            tx.exec("insert into marks (tenant_id, id, sealed) values ($1, 1, $2)", tenant,
                    tx.vault().encrypt(tenant, "mark", "a mark"));
            tx.exec("insert into marks (tenant_id, id, sealed) values ($1, 2, null)", tenant);
        });
    }

    RotationStep step(Timestamp at) {
        return db::run(
            *database, tenant, [&](Tx& tx) { return rotate_slice(tx, columns(), at); }, db::Urgency::bulk);
    }
    // How many rows each key has encrypted; every value opens.
    std::map<int, int> rows_by_key() {
        return db::look(*database, tenant, [](Tx& tx) {
            std::map<int, int> rows;
            for (auto const& column : columns())
                for (auto const& row : sealed_rows_after(tx, column, nullptr, 1000)) {
                    EXPECT_FALSE(tx.vault().decrypt(tenant, column.field, row.sealed).empty());
                    ++rows[row.sealed[4]];
                }
            return rows;
        });
    }
    // As if they had been read so long ago that they are read again.
    void forget_held_keys() {
        auto& ring = *scratch.options().keys;
        ring.hold(tenant,
                  db::look(*database, tenant, [&](Tx& tx) { return ring.unwrap(tenant, db::load_tenant_keys(tx)); }));
    }
    // Another process begins with nothing in memory.
    void reopen() {
        auto options = scratch.options();
        database.reset();
        database = scratch.open(options, schema);
    }
};
ON_BOTH_DATABASES(KeyRotationTest);

TEST_P(KeyRotationTest, EncryptsEveryRowAgainAndRetiresTheOldKey) {
    EXPECT_EQ(step(start), RotationStep::none);
    EXPECT_EQ(rows_by_key(), (std::map<int, int>{{1, 251}}));
    db::run(*database, tenant, [](Tx& tx) { begin_rotation(tx, start); });
    forget_held_keys();
    EXPECT_EQ(step(start), RotationStep::early);
    auto const later = after_seconds(start, rotation_settles_after_s);
    int slices = 0;
    while (step(later) == RotationStep::slice) ++slices;
    EXPECT_EQ(slices, 4); // 100, 100, 50, 1
    EXPECT_EQ(rows_by_key(), (std::map<int, int>{{4, 251}}));
    auto const state = db::look(*database, tenant, rotation_state);
    EXPECT_FALSE(state.is_rotating);
    EXPECT_EQ(state.keys, 5);
    EXPECT_EQ(state.retired, 1);
    EXPECT_EQ(step(later), RotationStep::none);
}

TEST_P(KeyRotationTest, GoesOnWhereAnotherProcessStopped) {
    db::run(*database, tenant, [](Tx& tx) { begin_rotation(tx, start); });
    forget_held_keys();
    auto const later = after_seconds(start, rotation_settles_after_s);
    EXPECT_EQ(step(later), RotationStep::slice);
    reopen();
    EXPECT_EQ(rows_by_key(), (std::map<int, int>{{1, 151}, {4, 100}}));
    while (step(later) == RotationStep::slice) {}
    EXPECT_EQ(rows_by_key(), (std::map<int, int>{{4, 251}}));
}

TEST_P(KeyRotationTest, ASliceThatFailsLeavesEverythingReadable) {
    db::run(*database, tenant, [](Tx& tx) { begin_rotation(tx, start); });
    forget_held_keys();
    auto const later = after_seconds(start, rotation_settles_after_s);
    EXPECT_THROW(db::run(*database, tenant,
                         [&](Tx& tx) {
                             rotate_slice(tx, columns(), later);
                             throw std::runtime_error("no");
                         }),
                 std::runtime_error);
    EXPECT_EQ(rows_by_key(), (std::map<int, int>{{1, 251}}));
}

TEST_P(KeyRotationTest, BegunAgainWhileItRunsEndsWithTheNewestKey) {
    db::run(*database, tenant, [](Tx& tx) { begin_rotation(tx, start); });
    forget_held_keys();
    auto later = after_seconds(start, rotation_settles_after_s);
    step(later);
    db::run(*database, tenant, [&](Tx& tx) { begin_rotation(tx, later); });
    forget_held_keys();
    later = after_seconds(later, rotation_settles_after_s);
    while (step(later) == RotationStep::slice) {}
    EXPECT_EQ(rows_by_key(), (std::map<int, int>{{6, 251}}));
    EXPECT_EQ(db::look(*database, tenant, rotation_state).retired, 2);
}

TEST_P(KeyRotationTest, EveryRegisteredColumnIsThereAndIsABlob) {
    db::look(*database, tenant, [](Tx& tx) {
        for (auto const& column : encrypted_columns()) {
            EXPECT_TRUE(sealed_rows_after(tx, column, nullptr, 10).empty()) << column.table << "." << column.column;
            EXPECT_FALSE(column.field.starts_with("event."));
        }
        return 0;
    });
}

} // namespace
} // namespace baton
