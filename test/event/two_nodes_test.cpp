#include "log_fixture.h"

#include <thread>

namespace baton {
namespace {

using namespace std::chrono_literals;

// Two processes on one PostgreSQL database, each with its own Database and Log.
class TwoNodes : public OnEventLog {
protected:
    struct Node {
        std::unique_ptr<db::Database> database;
        std::unique_ptr<Log> log;
    };

    Node node(LogOptions options) {
        Node made{open_again(), nullptr};
        made.log = std::make_unique<Log>(*made.database, options);
        made.log->add(std::make_unique<NotingReader>("reader"));
        made.log->start();
        return made;
    }
    static void write_from(db::Database& database, int units) {
        for (int i = 0; i < units; ++i)
            db::run(database, i % 3 == 0 ? second_tenant : default_tenant, [](Tx& tx) {
                record(tx, {.ticket_id = some_ticket}, now());
                record(tx, {.ticket_id = some_ticket}, now());
            });
    }
    void expect_whole(TenantId tenant, std::int64_t events) {
        std::vector<std::int64_t> seqs;
        for (auto const& event : numbered(tenant)) seqs.push_back(*event.seq);
        EXPECT_EQ(seqs, one_to(events));
        auto seen = noted("reader", tenant); // by ids, which the nodes' clocks put in order, not the calls
        std::ranges::sort(seen);
        EXPECT_EQ(seen, seqs);
        EXPECT_EQ(first_break(tenant), "");
    }
    void write_from_both(LogOptions options) {
        auto a = node(options), b = node(options);
        std::thread other([&] { write_from(*b.database, 150); });
        write_from(*a.database, 150);
        other.join();
        EXPECT_TRUE(a.log->settle(patience));
        EXPECT_TRUE(b.log->settle(patience));
        expect_whole(default_tenant, 400);
        expect_whole(second_tenant, 200);
    }
};

TEST_P(TwoNodes, NumberAndApplyOnce) { write_from_both({}); }

// Leases that have run out when they are taken: only the locked row keeps the nodes apart.
TEST_P(TwoNodes, NumberOnceEvenWhenBothThinkTheyHoldTheLease) { write_from_both({.lease = 0ms}); }

TEST_P(TwoNodes, TheOtherTakesOverWhenOneStops) {
    auto a = node({.lease = 60s}), b = node({.lease = 60s});
    for (int round = 0; round < 4; ++round) {
        write_from(*(round % 2 ? a : b).database, 30);
        auto& stopping = round % 2 ? a : b;
        ASSERT_TRUE(stopping.log->settle(patience));
        stopping.log.reset();
        stopping.database.reset();
        stopping = node({.lease = 60s});
    }
    EXPECT_TRUE(a.log->settle(patience));
    EXPECT_TRUE(b.log->settle(patience));
    expect_whole(default_tenant, 160);
    expect_whole(second_tenant, 80);
}

TEST_P(TwoNodes, TheOtherTakesOverWhenTheLeaseOfADeadOneRunsOut) {
    auto const until = now() + 1'500'000;
    execute("insert into leases (tenant_id, name, holder, until_at) values (1, 'sequencer', 'dead node', $1)", until);
    auto a = node({});
    write(2);
    write(2, second_tenant);
    EXPECT_FALSE(a.log->settle(500ms));
    EXPECT_TRUE(numbered().empty());
    EXPECT_EQ(numbered(second_tenant).size(), 2u); // leases are by tenant
    ASSERT_TRUE(a.log->settle(patience));
    EXPECT_GE(now(), until);
    expect_whole(default_tenant, 2);
}

ON_POSTGRES(TwoNodes);

} // namespace
} // namespace baton
