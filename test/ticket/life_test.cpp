// Many lives of tickets at once: whatever people and customers do, and however clocks go, the stages tile each life as
// its events tell it, what was merged and is parted again stands as before, and the counters equal a recount.
#include "db/scratch_database.h"
#include "department/service.h"
#include "event/log.h"
#include "form/service.h"
#include "install/install.h"
#include "presence/service.h"
#include "report/service.h"
#include "ticket/life.h"
#include "type/service.h"
#include "type/statuses.h"
#include "user/service.h"

#include <atomic>
#include <fmt/format.h>
#include <mutex>
#include <thread>

namespace baton {
namespace {

constexpr int threads = 10;
Actor const desk = Actor::system(default_tenant);

// Of each database. What is looked for under the sanitizers is found in few.
int how_many() {
    if (std::getenv("BATON_LONG")) return 5'000;
    return std::getenv("BATON_SHORT") ? 60 : 300;
}

class Lives : public db::OnBothDatabases {
protected:
    void SetUp() override {
        open();
        log.emplace(*database);
        numbers.emplace(*database);
        log->add(ticket_facts_reader());
        log->start();
        install_if_empty(*database, "correct-horse-9");
        db::run(*database, default_tenant, [&](Tx& tx) {
            firm = {};
            found_departments(tx);
            found_types(tx);
        });
    }

    // Two departments with one person each; a third works in both, is there, and is given what comes in.
    void found_departments(Tx& tx) {
        for (auto const* name : {"维修部", "质检部"})
            firm.departments.push_back(create_department(tx, desk, {name, {}, {}}, beginning).id);
        for (std::size_t i = 0; i < 3; ++i) {
            NewUser input;
            input.login = fmt::format("person{}", i);
            input.name = input.login;
            input.department_ids = firm.departments;
            if (i < 2) input.department_ids = {firm.departments[i]};
            input.roles = {Text<1, 100>("客服台")};
            auto const id = create_user(tx, desk, input, "no hash", beginning).id;
            if (i == 2) begin_connection(tx, id, "node", beginning);
            firm.people.push_back(actor_of(tx, id, input.name));
        }
    }

    // One type with statuses and a field of its own beside the one without.
    void found_types(Tx& tx) {
        auto const type = create_type(tx, desk, {"售后", firm.departments[0]}, beginning).id;
        add_status(tx, type, {"待质检", true, false, {}, 0}, "inspecting", StatusCategory::open);
        add_status(tx, type, {"等配件", true, true, {}, 0}, "parts", StatusCategory::on_hold);
        add_status(tx, type, {"待财务", false, false, {{"inspecting", false}, {"resolved", true}}, 1}, "paying",
                   StatusCategory::open);
        NewField field;
        field.key = "batch";
        field.label = "批号";
        field.kind = FieldKind::text;
        create_field(tx, desk, type, field, beginning);
        firm.types = {"售后", "咨询"};
        firm.statuses = {"open", "pending", "on_hold", "resolved", "closed", "inspecting", "paying", "parts", "new"};
    }

    static void add_status(Tx& tx, TypeId type, StatusFields const& fields, std::string const& key,
                           StatusCategory category) {
        NewStatus status;
        static_cast<StatusFields&>(status) = fields;
        status.key = key;
        status.category = category;
        status.type_id = type;
        create_status(tx, desk, status, beginning);
    }

    std::string difference() {
        return db::look(*database, default_tenant, [](Tx& tx) { return check_ticket_counts(tx); });
    }

    Firm firm;
    std::optional<Log> log;
    std::optional<TicketNumbers> numbers;
};

TEST_P(Lives, AreWholeAndCounted) {
    std::atomic<int> next = 0;
    std::mutex mutex;
    std::vector<int> done;
    auto const work = [&] {
        for (int seed = next++; seed < how_many(); seed = next++) {
            Life life(*database, firm, *numbers, seed);
            life.live();
            std::lock_guard const lock(mutex);
            done.resize(life.done().size());
            for (std::size_t i = 0; i < done.size(); ++i) done[i] += life.done()[i];
        }
    };
    {
        std::vector<std::jthread> all;
        for (int i = 0; i < threads; ++i) all.emplace_back(work);
    }
    for (std::size_t i = 0; i < done.size(); ++i) EXPECT_GT(done[i], how_many() / 100) << "too little of action " << i;
    EXPECT_EQ(difference(), "") << "while the reader may be behind";
    ASSERT_TRUE(log->settle(std::chrono::minutes(2)));
    EXPECT_EQ(difference(), "");
}

ON_BOTH_DATABASES(Lives);

} // namespace
} // namespace baton
