// The overview against the tickets themselves: any window, whole days or not, reader ahead or behind.
#include "report/overview.h"

#include "base/zone.h"
#include "db/scratch_database.h"
#include "install/install.h"
#include "report/service.h"

#include <functional>
#include <map>
#include <random>

namespace baton {
namespace {

constexpr Timestamp start{1'900'000'000'000'000}; // later than now, when the installation made its first ids
constexpr std::int64_t hour = 3'600 * microseconds_per_second;
Actor const desk = Actor::system(default_tenant);

class Overviews : public db::OnBothDatabases {
protected:
    void SetUp() override {
        open();
        log.emplace(*database);
        numbers.emplace(*database);
        log->add(ticket_facts_reader());
        log->start();
        install_if_empty(*database, "correct-horse-9");
    }
    template <class F> auto run(F f) { return db::run(*database, default_tenant, f); }

    TicketId open_one(Timestamp at) {
        NewTicket input;
        input.subject = "奶粉罐破了";
        input.requester.name = "李女士";
        return run([&](Tx& tx) { return open_ticket(tx, desk, input, *numbers, at).ticket.id; });
    }
    void move_one(TicketId id, std::string const& status, Timestamp at) {
        StatusChange change;
        change.status = status;
        run([&](Tx& tx) { return change_status(tx, desk, std::to_string(id.value), change, at); });
    }
    void answer_one(TicketId id, Timestamp at) {
        auto const lily = Actor{.kind = ActorKind::agent, .user = UserId{4711}, .permissions = desk.permissions};
        run([&](Tx& tx) {
            return add_message(tx, lily, std::to_string(id.value), {"好", Visibility::public_, {}, {}}, at);
        });
    }
    // Ninety days of tickets, some answered and resolved. The clock never goes back.
    void live(Timestamp from, int tickets) {
        std::multimap<Timestamp, std::function<void(Timestamp)>> steps;
        std::vector<TicketId> ids(std::size_t(tickets), TicketId{});
        for (int i = 0; i < tickets; ++i) {
            auto const at = from + i * 2160 * hour / tickets;
            auto& id = ids[std::size_t(i)];
            steps.emplace(at, [&](Timestamp t) { id = open_one(t); });
            if (chance() % 3 > 0)
                steps.emplace(at + std::int64_t(1 + chance() % 40) * hour, [&](Timestamp t) { answer_one(id, t); });
            if (chance() % 3 > 0)
                steps.emplace(at + std::int64_t(41 + chance() % 90) * hour,
                              [&](Timestamp t) { move_one(id, "resolved", t); });
        }
        for (auto const& [at, step] : steps) step(at);
    }
    std::vector<Ticket> all() {
        TicketFilter filter;
        filter.limit = 10'000;
        return run([&](Tx& tx) { return tickets_matching(tx, desk, filter); });
    }
    void expect_right(Window w);

    std::mt19937 chance{11};
    std::optional<Log> log;
    std::optional<TicketNumbers> numbers;
};

bool is_in(Window w, std::optional<Timestamp> t) { return t && w.from <= *t && *t < w.to; }

void Overviews::expect_right(Window w) {
    auto const report = run([&](Tx& tx) { return overview(tx, desk, w); });
    std::int64_t created = 0, resolved = 0, responded = 0, response_s = 0, resolved_within = 0;
    for (auto const& t : all()) {
        resolved_within += is_in(w, t.resolved_at);
        if (!is_in(w, t.created_at)) continue;
        ++created;
        resolved += t.resolved_at.has_value();
        responded += t.first_responded_at.has_value();
        if (t.first_responded_at) response_s += (*t.first_responded_at - t.created_at) / microseconds_per_second;
    }
    auto const where = to_rfc3339(w.from) + " to " + to_rfc3339(w.to);
    EXPECT_EQ(report.totals.created, created) << where;
    EXPECT_EQ(report.totals.resolved, resolved) << where;
    EXPECT_EQ(report.totals.open, created - resolved) << where;
    EXPECT_EQ(report.avg_first_response_s.has_value(), responded > 0);
    if (responded > 0) EXPECT_DOUBLE_EQ(*report.avg_first_response_s, double(response_s) / double(responded));
    std::int64_t by_day = 0, resolved_by_day = 0;
    for (auto const& day : report.by_day) by_day += day.created, resolved_by_day += day.resolved;
    EXPECT_EQ(by_day, created) << where;
    EXPECT_EQ(resolved_by_day, resolved_within) << where;
}

TEST_P(Overviews, AreRightForAnyWindow) {
    live(start, 150);
    ASSERT_TRUE(log->settle(std::chrono::seconds(30)));
    for (int i = 0; i < 40; ++i) {
        auto const from = start + std::int64_t(chance() % 2300) * hour;
        expect_right({from, from + std::int64_t(1 + chance() % 900) * hour});
    }
    auto const midnight = *day_start(local_date(start, "Asia/Shanghai") + 1, "Asia/Shanghai");
    expect_right({midnight, midnight + 24 * hour});
    expect_right({midnight, midnight + 1});
    expect_right({midnight + -1, midnight + 24 * hour + 1});
    EXPECT_EQ(run([](Tx& tx) { return check_ticket_counts(tx); }), "");
}

TEST_P(Overviews, CountWhatTheReaderHasNotSeenYet) {
    live(start, 20);
    ASSERT_TRUE(log->settle(std::chrono::seconds(30)));
    log->stop();
    live(start + 2400 * hour, 20); // on PostgreSQL these events have no number
    expect_right({start, start + 6000 * hour});
    expect_right({start + 2300 * hour, start + 3333 * hour});
    EXPECT_EQ(run([](Tx& tx) { return check_ticket_counts(tx); }), "");
}

ON_BOTH_DATABASES(Overviews);

} // namespace
} // namespace baton
