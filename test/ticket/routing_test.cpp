// Tickets given out inside the unit that opens them, and pulled from queues: by real units on real databases.
#include "db/scratch_database.h"
#include "department/service.h"
#include "event/log.h"
#include "install/install.h"
#include "presence/service.h"
#include "report/service.h"
#include "ticket/giving.h"
#include "ticket/handover.h"
#include "ticket/queue_watch.h"
#include "type/service.h"
#include "user/service.h"

#include <atomic>
#include <fmt/format.h>
#include <thread>

namespace baton {
namespace {

constexpr Timestamp start{1'780'000'000'000'000};
Actor const desk = Actor::system(default_tenant);

class Routing : public db::OnBothDatabases {
protected:
    template <class F> auto run(F f) { return db::run(*database, default_tenant, f); }
    void SetUp() override {
        open();
        log.emplace(*database);
        numbers.emplace(*database);
        log->add(ticket_facts_reader());
        install_if_empty(*database, "correct-horse-9");
        department = run([](Tx& tx) { return create_department(tx, desk, {"维修部", {}, {}}, start).id; });
    }
    void TearDown() override { log.reset(); }

    UserId colleague(std::string const& login, std::optional<std::int64_t> capacity, bool online = true) {
        return run([&](Tx& tx) {
            NewUser input;
            input.login = login;
            input.name = login;
            input.department_ids = {department};
            input.roles = {Text<1, 100>("处理人")};
            input.capacity = capacity;
            auto const id = create_user(tx, desk, input, "no hash", start).id;
            if (online) begin_connection(tx, id, "node", start);
            return id;
        });
    }
    NewTicket request() const {
        NewTicket input;
        input.subject = "微波炉不热";
        input.department_id = department;
        input.requester.name = "李女士";
        input.requester.phone = "13900000001";
        return input;
    }
    Ticket open_one(Timestamp at = start) {
        return run([&](Tx& tx) { return open_ticket(tx, desk, request(), *numbers, at).ticket; });
    }
    int pull(Timestamp at = start) {
        auto const planned =
            db::look(*database, default_tenant, [&](Tx& tx) { return plan_for_queue(tx, department, at); });
        return run([&](Tx& tx) { return give_from_queue(tx, department, planned, at); });
    }
    // By who has them: the tickets on somebody's hands.
    std::map<UserId, std::vector<Ticket>> on_hand() {
        return db::look(*database, default_tenant, [&](Tx& tx) {
            std::map<UserId, std::vector<Ticket>> found;
            TicketFilter filter;
            filter.limit = 1000;
            filter.categories = {StatusCategory::new_, StatusCategory::open};
            for (auto& t : tickets_matching(tx, desk, filter))
                if (t.assignee_id) found[*t.assignee_id].push_back(std::move(t));
            return found;
        });
    }
    // False when somebody else has just done it.
    bool finish(Ticket const& t, Timestamp at) {
        try {
            run([&](Tx& tx) { change_status(tx, desk, t.number, {"resolved", {}}, at); });
            return true;
        } catch (Error const& error) {
            EXPECT_EQ(error.code, ErrorCode::conflict) << error.what();
            return false;
        }
    }

    std::optional<Log> log;
    std::optional<TicketNumbers> numbers;
    DepartmentId department{};
};

TEST_P(Routing, WithAsFewOnHandTheyTakeTurns) {
    auto const a = colleague("anna", {}), b = colleague("ben", {});
    EXPECT_EQ(open_one().assignee_id, a);
    EXPECT_EQ(open_one(after_seconds(start, 1)).assignee_id, b);
    for (int i = 0; i < 6; ++i) { // solved at once: as few as before, so that turns alone decide
        auto const t = open_one(after_seconds(start, 2 + i));
        run([&](Tx& tx) { change_status(tx, desk, t.number, {"resolved", {}}, after_seconds(start, 2 + i)); });
        EXPECT_EQ(t.assignee_id, i % 2 ? b : a);
    }
}

// Many units at once ask for the same few people.
TEST_P(Routing, NobodyIsEverGivenMoreThanHeTakes) {
    constexpr int threads = 32, each = 2, people = 5, capacity = 7;
    std::vector<UserId> all;
    for (int i = 0; i < people; ++i) all.push_back(colleague(fmt::format("p{}", i), capacity));
    std::atomic<int> queued = 0;
    {
        std::vector<std::jthread> openers;
        for (int i = 0; i < threads; ++i)
            openers.emplace_back([&, i] {
                for (int k = 0; k < each; ++k) queued += open_one(after_seconds(start, i)).assignee_id ? 0 : 1;
            });
    }
    auto const had = on_hand();
    ASSERT_EQ(had.size(), std::size_t(people));
    for (auto const& [user, tickets] : had) EXPECT_EQ(tickets.size(), std::size_t(capacity)) << user.value;
    EXPECT_EQ(queued, threads * each - people * capacity);
    EXPECT_EQ(pull(), 0) << "everyone is full";
}

// Two nodes look at the same queue while people finish their work.
TEST_P(Routing, AQueueIsEmptiedByMany) {
    constexpr int waiting = 30, people = 3, capacity = 4;
    for (int i = 0; i < waiting; ++i) open_one();
    for (int i = 0; i < people; ++i) colleague(fmt::format("p{}", i), capacity);
    std::atomic<int> finished = 0;
    auto const work = [&] {
        for (int round = 0; round < 400 && finished < waiting; ++round) {
            pull(after_seconds(start, round));
            for (auto const& [_, tickets] : on_hand()) {
                EXPECT_LE(tickets.size(), std::size_t(capacity));
                finished += finish(tickets.front(), after_seconds(start, round)) ? 1 : 0;
            }
        }
    };
    { std::jthread const first(work), second(work); }
    EXPECT_EQ(finished, waiting) << "each was finished once";
}

ON_BOTH_DATABASES(Routing);

} // namespace
} // namespace baton
