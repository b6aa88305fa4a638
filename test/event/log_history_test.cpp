#include "log_fixture.h"

#include <algorithm>
#include <random>

namespace baton {
namespace {

// Random histories: whatever happened in whatever order, numbers have no gap, readers saw each event once, the chain
// proves itself, and one changed column breaks it. The seed is in the failure message.
class LogHistory : public OnEventLog {
protected:
    void play(unsigned seed, int steps);
    void step();
    void record_some();
    void fail_some();
    void erase_some();
    void restart();
    void check(TenantId);
    void tamper();

    int under(int n) { return std::uniform_int_distribution(0, n - 1)(random_); }
    TenantId some_tenant() { return under(3) == 0 ? second_tenant : default_tenant; }

    std::mt19937 random_;
    std::map<TenantId, std::vector<EventId>> ids_;
    std::map<TenantId, std::int64_t> expected_, erased_;
};

void LogHistory::record_some() {
    auto const tenant = some_tenant();
    auto const count = 1 + under(5);
    std::ranges::move(write(count, tenant), std::back_inserter(ids_[tenant]));
    expected_[tenant] += count;
}

void LogHistory::fail_some() {
    auto const fails = [&](Tx& tx) {
        for (int i = under(4); i >= 0; --i) record(tx, {.ticket_id = some_ticket}, now());
        throw Error(ErrorCode::conflict, "no");
    };
    EXPECT_THROW(db::run(*database, some_tenant(), fails), Error);
}

void LogHistory::erase_some() {
    auto const tenant = some_tenant();
    auto& ids = ids_[tenant];
    if (ids.empty()) return;
    std::ranges::shuffle(ids, random_);
    auto const from = ids.end() - std::min<std::ptrdiff_t>(std::ssize(ids), 1 + under(3));
    std::vector<EventId> const chosen(from, ids.end());
    ids.erase(from, ids.end());
    db::run(*database, tenant, [&](Tx& tx) { erase_content(tx, chosen, {}, "asked", now()); });
    expected_[tenant] += 1;
    erased_[tenant] += std::ssize(chosen);
}

void LogHistory::restart() {
    log.reset();
    database = nullptr;
    database = open_again();
    log = make_log({"reader"});
    log->start();
}

void LogHistory::step() {
    auto const what = under(20);
    if (what < 12) record_some();
    else if (what < 15) fail_some();
    else if (what < 18) erase_some();
    else if (what < 19) EXPECT_TRUE(log->settle(patience));
    else restart();
}

void LogHistory::check(TenantId tenant) {
    auto const verification = verify_chain(*database, tenant);
    EXPECT_EQ(verification.first_break, "");
    EXPECT_EQ(verification.events, expected_[tenant]);
    EXPECT_EQ(verification.erased, erased_[tenant]);
    EXPECT_EQ(verification.unnumbered, 0);
    std::vector<std::int64_t> seqs;
    for (auto const& event : numbered(tenant)) seqs.push_back(*event.seq);
    EXPECT_EQ(seqs, one_to(expected_[tenant]));
    EXPECT_EQ(noted("reader", tenant), seqs);
}

void LogHistory::tamper() {
    auto const set = [&](std::string const& table, std::string const& change, std::string const& condition) {
        execute("update " + table + " set " + change + " where tenant_id = 1 and " + condition);
        EXPECT_NE(first_break(), "") << change << " where " << condition;
    };
    keep();
    auto const events = numbered();
    auto const seq = "seq = " + std::to_string(1 + under(static_cast<int>(events.size())));
    for (char const* change :
         {"id = 1", "ticket_id = 1", "at = at + 1", "actor_kind = 'rule'", "actor_id = 1", "kind = 'rated'",
          "visibility = 'public'", "content = '{}', salt = content_hash",
          "content_hash = coalesce(salt, content_hash), content = '{}'", "seq = null", "seq = seq + 1000000"}) {
        set("events", change, seq);
        restore();
    }
    for (char const* change : {"first_seq = first_seq + 1", "last_seq = last_seq - 1", "root = chain", "chain = root",
                               "marks = root", "sealed_at = sealed_at - 1"}) {
        set("batches", change, "first_seq = (select max(first_seq) from batches where tenant_id = 1)");
        restore();
    }
    EXPECT_EQ(first_break(), "");
}

void LogHistory::play(unsigned seed, int steps) {
    random_.seed(seed);
    log = make_log({"reader"});
    log->start();
    write(1); // so that there is something to tamper with
    expected_[default_tenant] = 1;
    for (int i = 0; i < steps; ++i) step();
    ASSERT_TRUE(log->settle(patience));
    check(default_tenant);
    check(second_tenant);
    log.reset();
    database = nullptr;
    database = open_again(); // without a log, so that nothing is sealed over what was changed
    tamper();
}

class LogHistories : public LogHistory {};

TEST_P(LogHistories, HoldWhateverHappened) {
    auto const seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    play(seed, 150);
}

TEST_P(LogHistories, HoldForAKnownSeed) { play(20'261'121, 150); }

ON_BOTH_DATABASES(LogHistories);

} // namespace
} // namespace baton
