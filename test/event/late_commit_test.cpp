#include "log_fixture.h"

#include <cstdlib>
#include <latch>
#include <libpq-fe.h>

namespace baton {
namespace {

using namespace std::chrono_literals;

// Ids are given before the commit: a transaction held open commits ids that others overtook.
using LateCommits = OnEventLog;

// A unit that has recorded an event and commits only when told.
class OpenUnit {
public:
    OpenUnit(db::Database& database, TenantId tenant) {
        database.write(
            tenant,
            [this](Tx& tx) {
                id_ = record(tx, {.ticket_id = some_ticket, .content = {.body = "late"}}, now());
                recorded_.count_down();
                told_.wait();
            },
            [this](std::exception_ptr error) { error ? done_.set_exception(error) : done_.set_value(); });
        recorded_.wait();
    }
    EventId commit() {
        told_.count_down();
        done_.get_future().get();
        return id_;
    }

private:
    EventId id_;
    std::latch recorded_{1}, told_{1};
    std::promise<void> done_;
};

TEST_P(LateCommits, AreNeitherSkippedNorWaitedFor) {
    std::mutex mutex;
    std::vector<std::int64_t> followed;
    log = make_log({"reader"});
    log->add([&](TenantId, std::span<Event const> events) {
        std::lock_guard const lock(mutex);
        for (auto const& event : events) followed.push_back(*event.seq);
    });
    log->start();
    OpenUnit first(*database, default_tenant), second(*database, default_tenant);
    for (int i = 0; i < 40; ++i) write(2);
    ASSERT_TRUE(log->settle(5s)) << "somebody waits for the open transaction";
    EXPECT_EQ(noted("reader"), one_to(80));

    auto const second_id = second.commit();
    ASSERT_TRUE(log->settle(5s));
    EXPECT_EQ(numbered().back().id, second_id);
    write(1);
    ASSERT_TRUE(log->settle(5s));
    auto const first_id = first.commit();
    ASSERT_TRUE(log->settle(5s));

    auto const events = numbered();
    ASSERT_EQ(events.size(), 83u);
    EXPECT_EQ(events.back().id, first_id);
    EXPECT_LT(first_id, events.front().id); // it was overtaken by all
    EXPECT_EQ(noted("reader"), one_to(83));
    std::lock_guard const lock(mutex);
    EXPECT_EQ(followed, one_to(83));
    EXPECT_EQ(first_break(), "");
}

// A snapshot horizon is held back by every database of a cluster; numbering must not use one.
TEST_P(LateCommits, ATransactionInAnotherDatabaseDelaysNothing) {
    std::unique_ptr<PGconn, decltype(&PQfinish)> const other(PQconnectdb(std::getenv("BATON_TEST_POSTGRES")), PQfinish);
    auto const execute = [&](char const* sql) {
        std::unique_ptr<PGresult, decltype(&PQclear)> const result(PQexec(other.get(), sql), PQclear);
        auto const status = PQresultStatus(result.get());
        ASSERT_TRUE(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) << PQerrorMessage(other.get());
    };
    execute("begin isolation level repeatable read");
    execute("select pg_current_xact_id()"); // from here on it holds a snapshot and a transaction id
    log = make_log({"reader"});
    log->start();
    for (int i = 0; i < 20; ++i) write(2);
    EXPECT_TRUE(log->settle(5s));
    EXPECT_EQ(noted("reader"), one_to(40));
    EXPECT_EQ(PQtransactionStatus(other.get()), PQTRANS_INTRANS);
    execute("rollback");
}

ON_POSTGRES(LateCommits);

} // namespace
} // namespace baton
