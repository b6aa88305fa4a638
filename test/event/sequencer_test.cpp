#include "log_fixture.h"

#include "event/progress_store.h"
#include "event/sequencer.h"

#include <thread>

namespace baton {
namespace {

class Numbers : public OnEventLog {
protected:
    std::vector<std::int64_t> seqs(TenantId tenant = default_tenant) {
        std::vector<std::int64_t> all;
        for (auto const& event : numbered(tenant)) all.push_back(*event.seq);
        return all;
    }
    std::int64_t batches() { return verify_chain(*database, default_tenant).batches; }
};

TEST_P(Numbers, HaveNoGapsUnderManyWriters) {
    log = make_log(), log->start();
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 16; ++writer)
        writers.emplace_back([&, writer] {
            auto const tenant = writer % 4 == 0 ? second_tenant : default_tenant;
            for (int i = 0; i < 40; ++i) write(1 + i % 3, tenant);
        });
    for (auto& writer : writers) writer.join();
    ASSERT_TRUE(log->settle(patience));
    EXPECT_EQ(seqs(), one_to(12 * (14 * 1 + 13 * 2 + 13 * 3)));
    EXPECT_EQ(seqs(second_tenant), one_to(4 * (14 * 1 + 13 * 2 + 13 * 3)));
    EXPECT_EQ(first_break(), "");
    EXPECT_EQ(first_break(second_tenant), "");
}

TEST_P(Numbers, ARollbackLeavesNoGap) {
    log = make_log(), log->start();
    auto const fails = [](Tx& tx) {
        record(tx, {}, now());
        throw Error(ErrorCode::conflict, "no");
    };
    for (int i = 0; i < 20; ++i) {
        EXPECT_THROW(db::run(*database, default_tenant, fails), Error);
        write();
    }
    ASSERT_TRUE(log->settle(patience));
    EXPECT_EQ(seqs(), one_to(20));
    EXPECT_EQ(first_break(), "");
}

TEST_P(Numbers, FollowTheOrderOfIdsInsideASlice) {
    log = make_log();
    for (int i = 0; i < 30; ++i) write(2);
    log->start();
    ASSERT_TRUE(log->settle(patience));
    auto const events = numbered();
    ASSERT_EQ(events.size(), 60u);
    EXPECT_TRUE(std::ranges::is_sorted(events, {}, [](Event const& event) { return event.id; }));
}

TEST_P(Numbers, ABacklogLargerThanASliceIsNumbered) {
    log = make_log();
    write(numbering_slice * 2 + 1);
    log->start();
    ASSERT_TRUE(log->settle(patience));
    EXPECT_EQ(seqs(), one_to(numbering_slice * 2 + 1));
    EXPECT_EQ(batches(), GetParam() == db::Dialect::sqlite ? 1 : 3);
    EXPECT_EQ(first_break(), "");
}

TEST_P(Numbers, GoOnAfterARestart) {
    for (int round = 1; round <= 3; ++round) {
        log = make_log(), log->start();
        write(3);
        ASSERT_TRUE(log->settle(patience));
        log.reset();
        database = nullptr;
        database = open_again();
    }
    EXPECT_EQ(seqs(), one_to(9));
    EXPECT_EQ(first_break(), "");
}

// Retention removes events; their numbers are sealed and must not be given again.
TEST_P(Numbers, AreNotGivenAgainAfterTheirEventsAreGone) {
    log = make_log(), log->start();
    write(5);
    ASSERT_TRUE(log->settle(patience));
    execute("delete from events where tenant_id = 1 and seq > 2");
    write(1);
    ASSERT_TRUE(log->settle(patience));
    EXPECT_EQ(seqs(), (std::vector<std::int64_t>{1, 2, 6}));
}

TEST_P(Numbers, AUnitWithoutEventsMakesNoBatch) {
    log = make_log(), log->start();
    write(1);
    execute("update tenants set name = 'renamed' where tenant_id = 1");
    ASSERT_TRUE(log->settle(patience));
    EXPECT_EQ(batches(), 1);
}

TEST_P(Numbers, ALeaseIsHeldByOneUntilItRunsOutOrIsReleased) {
    auto const hold = [&](std::string_view holder, Timestamp at) {
        return db::run(*database, default_tenant,
                       [&](Tx& tx) { return hold_lease(tx, "work", holder, at, at + 1'000); });
    };
    EXPECT_TRUE(hold("a", {10'000}));
    EXPECT_FALSE(hold("b", {10'999}));
    EXPECT_TRUE(hold("a", {10'999})); // until 11'999 now
    EXPECT_FALSE(hold("b", {11'000}));
    EXPECT_TRUE(hold("b", {11'999}));
    EXPECT_FALSE(hold("a", {12'000}));
    db::run(*database, default_tenant, [](Tx& tx) { release_lease(tx, "work", "a"); }); // not its own
    EXPECT_FALSE(hold("a", {12'000}));
    db::run(*database, default_tenant, [](Tx& tx) { release_lease(tx, "work", "b"); });
    EXPECT_TRUE(hold("a", {12'000}));
}

ON_BOTH_DATABASES(Numbers);

} // namespace
} // namespace baton
