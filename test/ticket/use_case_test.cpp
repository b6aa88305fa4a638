#include "db/scratch_database.h"
#include "department/service.h"
#include "install/install.h"
#include "report/service.h"
#include "ticket/handover.h"
#include "user/service.h"
#include <random>

namespace baton {
namespace {

constexpr Timestamp start{1'780'000'000'000'000};
Actor const desk = Actor::system(default_tenant);

class TicketUseCases : public db::OnBothDatabases {
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

    Ticket open_one(Timestamp at = start) {
        NewTicket input;
        input.subject = "奶粉罐破了";
        input.requester.name = "李女士";
        input.requester.phone = "13900000001";
        return run([&](Tx& tx) { return open_ticket(tx, desk, input, *numbers, at).ticket; });
    }

    std::optional<Log> log;
    std::optional<TicketNumbers> numbers;
};

TEST_P(TicketUseCases, AForeignDepartmentSeesNothing) {
    auto const ticket = open_one();
    auto const id = std::to_string(ticket.id.value);
    Actor stranger{.kind = ActorKind::agent,
                   .user = UserId{4711},
                   .name = "仓库",
                   .permissions = {Permission::tickets_read, Permission::tickets_reply}};
    run([&](Tx& tx) {
        EXPECT_THROW(visible_ticket(tx, stranger, id), Error);
        EXPECT_THROW(visible_ticket(tx, stranger, ticket.number), Error);
        EXPECT_THROW(add_message(tx, stranger, id, {"hello", Visibility::internal, {}, {}}, start), Error);
        EXPECT_TRUE(tickets_matching(tx, stranger, {}).empty());
        EXPECT_FALSE(can_see(tx, stranger, ticket.id));
        join_department(tx, *ticket.department_id, *stranger.user);
        stranger.reach = reach_of_user(tx, *stranger.user);
        EXPECT_EQ(visible_ticket(tx, stranger, id).number, ticket.number);
        EXPECT_EQ(tickets_matching(tx, stranger, {}).size(), 1u);
    });
}

TEST_P(TicketUseCases, NumbersCountThroughTheLocalDay) {
    auto const evening = *from_rfc3339("2026-11-21T15:59:59Z"); // 23:59:59 in Shanghai
    EXPECT_EQ(open_one(evening).number, "GD20261121001");
    auto const second = open_one(evening).number; // blocks leave gaps on PostgreSQL
    EXPECT_TRUE(second == "GD20261121002" || (GetParam() == db::Dialect::postgres && second.starts_with("GD20261121")))
        << second;
    EXPECT_EQ(open_one(after_seconds(evening, 1)).number, "GD20261122001");
}

TEST_P(TicketUseCases, ACustomerIsRecognisedAndKeepsHisName) {
    auto const first = open_one();
    NewTicket again;
    again.subject = "还有一件事";
    again.requester.name = "别人";
    again.requester.phone = "+86 139 0000 0001";
    again.requester.email = "Li@Example.com";
    auto const second = run([&](Tx& tx) { return open_ticket(tx, desk, again, *numbers, start).ticket; });
    EXPECT_EQ(second.requester_id, first.requester_id);
    again.requester.phone.reset();
    again.requester.email = "li@example.com"; // learnt from the second request
    EXPECT_EQ(run([&](Tx& tx) { return open_ticket(tx, desk, again, *numbers, start).ticket; }).requester_id,
              first.requester_id);
}

TEST_P(TicketUseCases, AStaleVersionIsRefusedWithWhatIsThere) {
    auto const ticket = open_one();
    auto const id = std::to_string(ticket.id.value);
    run([&](Tx& tx) { edit_ticket(tx, desk, id, {{"subject", "第二"}}, 1, start); });
    try {
        run([&](Tx& tx) { edit_ticket(tx, desk, id, {{"subject", "第三"}}, 1, start); });
        FAIL();
    } catch (Error const& e) {
        EXPECT_EQ(e.code, ErrorCode::conflict);
        EXPECT_EQ(e.current->at("subject"), json::value("第二"));
        EXPECT_EQ(e.current->at("version"), json::value(2));
    }
}

// Whatever happens to a ticket, its stages tile its life and the counters equal a recount.
TEST_P(TicketUseCases, StagesTileTheLifeAndCountersAgree) {
    std::mt19937 random(20261121);
    auto const department = run([](Tx& tx) { return create_department(tx, desk, {"仓库", {}, {}}, start).id; });
    std::vector<Ticket> tickets;
    for (int i = 0; i < 5; ++i) tickets.push_back(open_one());
    std::vector<std::string> const statuses = {"new", "open", "pending", "on_hold", "resolved", "closed"};
    for (int step = 1; step <= 200; ++step) {
        auto const at = after_seconds(start, step);
        auto const id = std::to_string(tickets[random() % tickets.size()].id.value);
        try {
            run([&](Tx& tx) {
                switch (random() % 4) {
                case 0:
                    change_status(tx, desk, id, {statuses[random() % statuses.size()], {}}, at);
                    break;
                case 1:
                    assign_ticket(tx, desk, id, {department, {}, "", {}}, at);
                    break;
                case 2:
                    add_message(tx, desk, id,
                                {"说明", random() % 2 ? Visibility::public_ : Visibility::internal, {}, {}}, at);
                    break;
                default:
                    assign_ticket(tx, desk, id, {tickets[0].department_id, {}, "", {}}, at);
                }
            });
        } catch (Error const& e) {
            ASSERT_EQ(e.code, ErrorCode::conflict) << e.what(); // a forbidden move; nothing else may fail
        }
    }
    ASSERT_TRUE(log->settle(std::chrono::seconds(20)));
    database->read(default_tenant, [&](Tx& tx) {
        for (auto const& opened : tickets) {
            auto const now = visible_ticket(tx, desk, opened.number);
            auto const stages = stages_of(tx, opened.id);
            EXPECT_EQ(stages.front().entered_at, opened.created_at);
            for (std::size_t i = 0; i + 1 < stages.size(); ++i) EXPECT_EQ(stages[i].left_at, stages[i + 1].entered_at);
            EXPECT_EQ(stages.back().left_at, std::nullopt);
            EXPECT_EQ((Standing{stages.back().status, stages.back().department_id, stages.back().assignee_id}),
                      now.standing());
        }
        EXPECT_EQ(check_ticket_counts(tx), "");
    });
    EXPECT_TRUE(verify_chain(*database, default_tenant).intact);
}

ON_BOTH_DATABASES(TicketUseCases);

} // namespace
} // namespace baton
