#include "customer/contact_store.h"
#include "customer/merge.h"
#include "customer/present.h"
#include "customer/profile.h"
#include "customer/reveal.h"
#include "db/scratch_database.h"
#include "event/log.h"
#include "install/install.h"
#include "ticket/service.h"
#include <chrono>
#include <gmock/gmock.h>

namespace baton {
namespace {

using testing::UnorderedElementsAre;

constexpr Timestamp start{1'780'000'000'000'000};
Actor const desk = Actor::system(default_tenant);

class CustomerUseCases : public db::OnBothDatabases {
protected:
    void SetUp() override {
        open();
        install_if_empty(*database, "correct-horse-9");
        numbers.emplace(*database);
    }
    template <class F> auto run(F f) { return db::run(*database, default_tenant, f); }

    CustomerId ask(std::string const& name, std::optional<std::string> const& phone,
                   std::optional<std::string> const& email = {}) {
        Requester requester;
        requester.name = name;
        if (phone) requester.phone = *phone;
        if (email) requester.email = *email;
        return run([&](Tx& tx) { return recognise(tx, desk, requester, start).id; });
    }
    TicketId open_for(CustomerId customer) {
        NewTicket input;
        input.subject = "奶粉罐破了";
        input.requester.id = customer;
        return run([&](Tx& tx) { return open_ticket(tx, desk, input, *numbers, start).ticket.id; });
    }
    std::vector<TicketId> tickets_of(CustomerId customer) {
        TicketFilter filter;
        filter.requester = customer;
        filter.limit = 2000;
        std::vector<TicketId> ids;
        for (auto const& ticket : run([&](Tx& tx) { return tickets_matching(tx, desk, filter); }))
            ids.push_back(ticket.id);
        return ids;
    }
    std::vector<std::string> contacts(CustomerId customer) {
        std::vector<std::string> all;
        for (auto const& contact : run([&](Tx& tx) { return contacts_of(tx, customer); }))
            all.push_back(contact.normal);
        return all;
    }
    CustomerView shown(CustomerId customer, Actor const& actor = desk) {
        return run([&](Tx& tx) { return present(tx, visible_customer(tx, actor, customer), contacts_for(actor)); });
    }
    void merge(CustomerId from, CustomerId into) {
        run([&](Tx& tx) { merge_customers(tx, desk, from, {into, {}}, start); });
    }
    void unmerge(CustomerId from) {
        run([&](Tx& tx) { unmerge_customer(tx, desk, from, start); });
    }

    std::optional<TicketNumbers> numbers;
};

TEST_P(CustomerUseCases, IsRecognisedByIdentityThenPhoneThenMail) {
    auto const li = ask("李雷", "13900000001");
    auto const han = ask("韩梅梅", {}, "han@example.com");
    Requester wechat;
    wechat.name = "小李";
    wechat.identity = Identity{"wechat", "oAbC"};
    auto const somebody = run([&](Tx& tx) { return recognise(tx, desk, wechat, start).id; });
    wechat.phone = "139-0000-0001"; // the identity decides; the phone stays with its owner
    wechat.email = "new@example.com";
    EXPECT_EQ(run([&](Tx& tx) { return recognise(tx, desk, wechat, start).id; }), somebody);
    EXPECT_THAT(contacts(somebody), UnorderedElementsAre("wechat:oAbC", "new@example.com"));
    EXPECT_EQ(run([&](Tx& tx) { return merge_suggestions(tx, desk, li); }).at(0).id, somebody);
    EXPECT_EQ(ask("x", "13900000001", "han@example.com"), li);
    EXPECT_EQ(run([&](Tx& tx) { return merge_suggestions(tx, desk, han); }).at(0).id, li);
    wechat.identity->external_id = "oabc"; // external ids keep their case
    wechat.phone.reset();
    wechat.email.reset();
    EXPECT_NE(run([&](Tx& tx) { return recognise(tx, desk, wechat, start).id; }), somebody);
}

TEST_P(CustomerUseCases, AnotherNameIsKeptBesideTheFirst) {
    auto const li = ask("李雷", "13900000001");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(ask("李大雷", "13900000001", "li@example.com"), li);
    EXPECT_EQ(shown(li).name, "李雷");
    auto const events = run([&](Tx& tx) { return events_about(tx, desk, li, {}, 100); });
    ASSERT_EQ(events.size(), 2u) << "the mail once and the name once";
    EXPECT_EQ(json::serialize(events[0].content->data.at("added")), R"([{"kind":"email","value":"l***@example.com"}])");
    EXPECT_EQ(events[1].content->data.at("also_known_as"), json::value("李大雷"));
    EXPECT_EQ(run([&](Tx& tx) { return find_customers(tx, desk, "李大", {}, 10); }).customers.at(0).id, li);
}

TEST_P(CustomerUseCases, MergingMovesEverythingAndUndoBringsExactlyThatBack) {
    auto const a = ask("李雷", "13900000001", "a@example.com"), b = ask("李 雷", "13900000002");
    std::vector<TicketId> of_a, of_b;
    for (int i = 0; i < 3; ++i) of_a.push_back(open_for(a));
    of_b.push_back(open_for(b));
    run([&](Tx& tx) { add_consent(tx, desk, a, {"回访", "phone", "2026-1", {}}, start); });
    auto const before_a = shown(a), before_b = shown(b);

    merge(a, b);
    EXPECT_EQ(tickets_of(a).size(), 0u);
    EXPECT_EQ(tickets_of(b).size(), 4u);
    EXPECT_THAT(contacts(b), UnorderedElementsAre("8613900000001", "a@example.com", "8613900000002"));
    EXPECT_EQ(shown(a).merged_into->id, b);
    EXPECT_EQ(run([&](Tx& tx) { return consents_of(tx, desk, b); }).size(), 1u);
    EXPECT_EQ(ask("x", "13900000001"), b);
    auto const arrived = open_for(a); // by the old id
    auto const later = ask("x", "13900000002", "later@example.com");
    EXPECT_EQ(later, b);

    unmerge(a);
    EXPECT_THAT(tickets_of(a), testing::UnorderedElementsAreArray(of_a));
    EXPECT_THAT(tickets_of(b), UnorderedElementsAre(of_b[0], arrived));
    EXPECT_THAT(contacts(a), UnorderedElementsAre("8613900000001", "a@example.com"));
    EXPECT_THAT(contacts(b), UnorderedElementsAre("8613900000002", "later@example.com"));
    EXPECT_EQ(run([&](Tx& tx) { return consents_of(tx, desk, a); }).size(), 1u);
    auto const after_a = shown(a);
    EXPECT_EQ(after_a.name, before_a.name);
    EXPECT_EQ(after_a.merged_into.has_value(), false);
    EXPECT_GT(after_a.version, before_a.version);
    EXPECT_EQ(shown(b).name, before_b.name);
}

TEST_P(CustomerUseCases, MergesMakeChainsButNoCircles) {
    auto const a = ask("甲", "13900000001"), b = ask("乙", "13900000002"), c = ask("丙", "13900000003");
    auto const ticket = open_for(a);
    merge(a, b);
    merge(b, c);
    EXPECT_THAT(tickets_of(c), UnorderedElementsAre(ticket));
    EXPECT_EQ(open_for(a) != ticket, true);
    EXPECT_EQ(tickets_of(c).size(), 2u);
    auto const code_of = [&](auto f) {
        try {
            f();
        } catch (Error const& e) {
            return e.code;
        }
        return ErrorCode::internal;
    };
    EXPECT_EQ(code_of([&] { merge(c, a); }), ErrorCode::conflict);
    EXPECT_EQ(code_of([&] { merge(a, c); }), ErrorCode::conflict);
    EXPECT_EQ(code_of([&] { merge(c, c); }), ErrorCode::invalid);
    EXPECT_EQ(code_of([&] { merge(c, CustomerId{4711}); }), ErrorCode::invalid);
    EXPECT_EQ(code_of([&] { unmerge(a); }), ErrorCode::conflict) << "b was merged on";
    EXPECT_EQ(code_of([&] { unmerge(c); }), ErrorCode::conflict);
    unmerge(b);
    EXPECT_THAT(tickets_of(b), UnorderedElementsAre(ticket));
    unmerge(a);
    EXPECT_THAT(tickets_of(a), UnorderedElementsAre(ticket));
    EXPECT_EQ(tickets_of(c).size(), 1u) << "what came while all were one stays with the survivor";
}

TEST_P(CustomerUseCases, AStaleMergeIsRefused) {
    auto const a = ask("甲", "13900000001"), b = ask("乙", "13900000002");
    run([&](Tx& tx) { edit_customer(tx, desk, a, {{"vip", 3}}, 1, start); });
    EXPECT_THROW(run([&](Tx& tx) { merge_customers(tx, desk, a, {b, 1}, start); }), Error);
    run([&](Tx& tx) { merge_customers(tx, desk, a, {b, 2}, start); });
}

TEST_P(CustomerUseCases, TwoOfAThousandTicketsEachMergeInOneActionWithinASecond) {
    auto const a = ask("甲", "13900000001"), b = ask("乙", "13900000002");
    for (int slice = 0; slice < 20; ++slice)
        run([&](Tx& tx) {
            for (int i = 0; i < 100; ++i) {
                NewTicket input;
                input.subject = "奶粉罐破了";
                input.requester.id = i % 2 ? a : b;
                open_ticket(tx, desk, input, *numbers, start);
            }
        });
    auto const timed = [](auto f) {
        auto const begin = std::chrono::steady_clock::now();
        f();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    auto const there = timed([&] { merge(a, b); });
    EXPECT_EQ(tickets_of(b).size(), 2000u);
    auto const back = timed([&] { unmerge(a); });
    EXPECT_EQ(tickets_of(a).size(), 1000u);
    EXPECT_EQ(tickets_of(b).size(), 1000u);
    RecordProperty("merge_ms", int(there * 1000));
    RecordProperty("unmerge_ms", int(back * 1000));
    std::cout << "merge " << there * 1000 << " ms, undo " << back * 1000 << " ms\n";
#ifdef __OPTIMIZE__
    EXPECT_LT(there, 1.0);
    EXPECT_LT(back, 1.0);
#endif
}

TEST_P(CustomerUseCases, SecretsAreMaskedUntilRevealedWithAReason) {
    run([&](Tx& tx) {
        NewAttribute attribute;
        attribute.key = "diagnosis";
        attribute.label = "诊断";
        attribute.kind = AttributeKind::text;
        attribute.sensitive = true;
        create_attribute(tx, desk, attribute, start);
    });
    NewCustomer input;
    input.name = "李雷";
    input.phones = {{"13800138000"}};
    input.emails = {{"zhang@example.com"}};
    input.id_number = "110101 19900101 123x";
    input.address = "北京市朝阳区建国路88号";
    input.fields = {{"diagnosis", "高血压"}};
    auto const id = run([&](Tx& tx) { return create_customer(tx, desk, input, start).id; });
    Actor blind = desk;
    blind.permissions.erase(Permission::customers_read_contact);
    auto const masked = shown(id, blind), clear = shown(id);
    EXPECT_EQ(masked.phones.at(0).number, "138****8000");
    EXPECT_EQ(masked.emails.at(0).address, "z***@example.com");
    EXPECT_EQ(clear.phones.at(0).number, "13800138000");
    EXPECT_EQ(clear.id_number, "110***********123X");
    EXPECT_EQ(clear.address, "北京市****");
    EXPECT_EQ(clear.fields.at("diagnosis"), json::value("****"));
    auto const revealed = run([&](Tx& tx) {
        return reveal(tx, desk, id,
                      {{"id_number", "address", "fields.diagnosis", "phones", "fields.x"}, "核对身份信息"}, start);
    });
    EXPECT_EQ(json::serialize(revealed.values),
              R"({"id_number":"11010119900101123X","address":"北京市朝阳区建国路88号","fields.diagnosis":"高血压",)"
              R"("phones":["13800138000"],"fields.x":null})");
    EXPECT_EQ(revealed.until, after_seconds(start, 600));
    for (auto const& event : run([&](Tx& tx) { return events_about(tx, desk, id, {}, 100); }))
        for (auto const* secret : {"1101", "建国路", "高血压", "13800138000", "zhang@"})
            EXPECT_EQ(json::serialize(event.content->data).find(secret), std::string::npos) << secret;
}

TEST_P(CustomerUseCases, AContactOfAnotherIsRefusedWithWhose) {
    auto const li = ask("李雷", "13900000001");
    auto const han = ask("韩梅梅", "13900000002");
    try {
        run([&](Tx& tx) {
            edit_customer(tx, desk, han, {{"phones", {{{"number", "13900000002"}}, {{"number", "139 0000 0001"}}}}}, 1,
                          start);
        });
        FAIL();
    } catch (Error const& e) {
        EXPECT_EQ(e.code, ErrorCode::conflict);
        EXPECT_EQ(e.errors.at(0).field, "phones[1]");
        EXPECT_EQ(e.current->at("id"), json::value(std::to_string(li.value)));
    }
    EXPECT_THAT(contacts(han), UnorderedElementsAre("8613900000002"));
}

TEST_P(CustomerUseCases, OnlyWhoSeesATicketSeesTheCustomer) {
    auto const li = ask("李雷", "13900000001");
    auto const ticket = open_for(li);
    Actor agent{
        .kind = ActorKind::agent, .user = UserId{4711}, .name = "仓库", .permissions = {Permission::tickets_read}};
    auto const find = [&](std::string const& q) {
        return run([&](Tx& tx) { return find_customers(tx, agent, q, {}, 10); });
    };
    EXPECT_THROW(shown(li, agent), Error);
    EXPECT_TRUE(find("李雷").customers.empty());
    EXPECT_TRUE(find("13900000001").customers.empty());
    agent.permissions.insert(Permission::tickets_create);
    EXPECT_TRUE(find("李雷").customers.empty());
    EXPECT_EQ(find("13900000001").customers.at(0).id, li);
    EXPECT_TRUE(find("13900000001").by_contact) << "shown masked";
    EXPECT_THROW(shown(li, agent), Error);
    agent.permissions.insert(Permission::customers_read_all);
    EXPECT_EQ(find("李雷").customers.at(0).id, li);
    EXPECT_FALSE(find("13900000001").by_contact);
    EXPECT_NE(ticket, TicketId{});
}

ON_BOTH_DATABASES(CustomerUseCases);

} // namespace
} // namespace baton
