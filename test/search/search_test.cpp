#include "search/search.h"

#include "db/scratch_database.h"
#include "db/sqlite_connection.h"
#include "install/install.h"
#include "search/service.h"
#include "ticket/service.h"

#include <filesystem>
#include <fstream>

namespace baton {
namespace {

constexpr Timestamp start{1'780'000'000'000'000};
Actor const desk = Actor::system(default_tenant);

class Finding : public db::OnBothDatabases {
protected:
    void SetUp() override {
        open();
        log.emplace(*database);
        numbers.emplace(*database);
        log->start();
        install_if_empty(*database, "correct-horse-9");
        restart();
    }
    void TearDown() override {
        log->stop();
        search.reset();
    }
    void restart() {
        search.reset();
        search.emplace(*database, db::open_text_index(*database, directory()));
        search->start();
    }
    std::string directory() const {
        return GetParam() == db::Dialect::sqlite ? scratch.options().data_dir : std::string();
    }
    std::string file() const { return directory() + "/search.db"; }

    Ticket open_one(std::string const& subject) {
        NewTicket input;
        input.subject = subject;
        input.requester.name = "李女士";
        return db::run(*database, default_tenant,
                       [&](Tx& tx) { return open_ticket(tx, desk, input, *numbers, start).ticket; });
    }
    std::vector<std::string> found(std::string const& asked) {
        EXPECT_TRUE(catch_up());
        std::vector<std::string> subjects;
        for (auto const& ticket : find_tickets(*database, *search, desk, {}, asked).tickets)
            subjects.push_back(ticket.subject);
        return subjects;
    }
    bool catch_up() {
        for (int tries = 0; tries < 20; ++tries)
            if (search->catch_up(default_tenant)) return true;
        return false;
    }
    IndexComparison compare() { return compare_index(*database, search->index(), default_tenant); }

    std::optional<Search> search;
    std::optional<Log> log;
    std::optional<TicketNumbers> numbers;
};

TEST_P(Finding, WhoStoredItFindsItAtOnceAndTheComparisonTellsWhatIsNotThere) {
    auto const one = open_one("奶粉罐破了");
    EXPECT_EQ(found("奶粉"), std::vector<std::string>{"奶粉罐破了"});
    open_one("微波炉");
    ASSERT_TRUE(catch_up());
    auto comparison = compare();
    EXPECT_EQ(comparison.tickets, 2);
    EXPECT_EQ(comparison.missing + comparison.surplus, 0);
    auto& index = search->index();
    auto const place = index.place(default_tenant);
    ASSERT_TRUE(index.put(default_tenant, {place, *place, {{4711, "", "", "x ", "", false}}, {one.id.value}}));
    comparison = compare();
    EXPECT_EQ(comparison.missing, 1);
    EXPECT_EQ(comparison.first_missing, one.id.value);
    EXPECT_EQ(comparison.first_surplus, 4711);
}

TEST_P(Finding, ThePlaceDecidesWhoStores) {
    ASSERT_TRUE(catch_up());
    search->stop();
    auto& index = search->index();
    auto const place = index.place(default_tenant);
    ASSERT_TRUE(place);
    auto next = *place;
    next.seq += 5;
    EXPECT_FALSE(index.put(default_tenant, {std::nullopt, next, {}, {}}));
    EXPECT_FALSE(index.put(default_tenant, {next, *place, {}, {}}));
    EXPECT_TRUE(index.put(default_tenant, {place, next, {}, {}}));
    EXPECT_EQ(index.place(default_tenant), next);
}

TEST_P(Finding, AnIndexOfALaterStateOfTheDataIsMadeAnew) {
    open_one("奶粉罐破了");
    ASSERT_TRUE(catch_up());
    search->stop();
    auto const place = search->index().place(default_tenant);
    auto ahead = *place;
    ahead.seq += 1'000;
    ASSERT_TRUE(search->index().put(default_tenant, {place, ahead, {{4711, "", "", "奶粉 ", "", false}}, {}}));
    restart();
    ASSERT_TRUE(catch_up());
    EXPECT_EQ(found("奶粉").size(), 1u);
    EXPECT_EQ(compare().surplus, 0);
}

TEST_P(Finding, ADamagedOrMissingFileIsMadeAnew) {
    if (GetParam() == db::Dialect::postgres) GTEST_SKIP() << "it has no file of its own";
    open_one("奶粉罐破了");
    ASSERT_TRUE(catch_up());
    search.reset();
    std::filesystem::remove(file());
    restart();
    ASSERT_TRUE(catch_up());
    EXPECT_EQ(found("奶粉").size(), 1u);
    search.reset();
    std::ofstream(file(), std::ios::binary) << std::string(20'000, 'x');
    restart();
    ASSERT_TRUE(catch_up());
    EXPECT_EQ(found("奶粉").size(), 1u);
    EXPECT_TRUE(std::filesystem::exists(file() + ".damaged"));
}

TEST_P(Finding, NewestFirstByPagesAndInOtherOrders) {
    std::vector<std::string> all;
    for (int i = 0; i < 25; ++i) all.push_back(open_one("微波炉" + std::to_string(i)).number);
    ASSERT_TRUE(catch_up());
    TicketFilter filter;
    filter.limit = 10;
    std::vector<std::string> pages;
    for (;;) {
        auto const page = find_tickets(*database, *search, desk, filter, "微波");
        for (auto const& ticket : page.tickets) pages.push_back(ticket.number);
        if (!page.next) break;
        filter.after = page.next;
    }
    std::ranges::reverse(all);
    EXPECT_EQ(pages, all);
    filter = {.order = TicketOrder::priority, .limit = 7};
    auto const first = find_tickets(*database, *search, desk, filter, "微波");
    EXPECT_EQ(first.tickets.size(), 7u);
    filter.after = first.next;
    filter.limit = 30;
    EXPECT_EQ(find_tickets(*database, *search, desk, filter, "微波").tickets.size(), 18u);
}

TEST_P(Finding, ByRelevanceTheSubjectGoesBeforeWhatWasSaidAndThatBeforeNotes) {
    auto& index = search->index();
    ASSERT_TRUE(catch_up());
    auto const place = index.place(default_tenant);
    db::TextQuestion const asked{{{{"refund"}, true}}, {{{"奶粉", "粉罐"}, false}}}, keys{{{{"d_7"}, false}}};
    std::vector<db::IndexedText> const texts{
        {11, "d_7", "a b", "c 奶粉 粉罐", "refund refunds", false},                               // said, and a note
        {12, "d_7", "refund 奶粉 粉罐", "c d", "", false},                                        // the title
        {13, "d_7", "a", "refund 奶粉 粉罐 refund 奶粉 粉罐 refunded", "", false},                // said three times
        {14, "d_8", "refund 奶粉 粉罐", "refund 奶粉 粉罐", "", false},                           // another department
        {15, "d_7", "refund 奶粉 粉罐", "refund 奶粉 粉罐", "refund 奶粉 粉罐", false},           // everywhere
        {16, "d_7", "a", "b", "refund refund refund refund refund refund 奶粉 粉罐 d_7", false}}; // in notes only
    ASSERT_TRUE(index.put(default_tenant, {place, *place, texts, {}}));
    auto hits = index.find_ranked(default_tenant, asked, keys, 100);
    EXPECT_EQ(hits.size(), 5u);
    EXPECT_TRUE(std::ranges::is_sorted(hits, std::greater(), &db::RankedHit::id));
    EXPECT_EQ(index.find_ranked(default_tenant, asked, keys, 2), std::vector(hits.begin(), hits.begin() + 2));
    std::ranges::sort(hits, std::greater(), &db::RankedHit::rank);
    EXPECT_EQ(hits.at(0).id, 15);
    EXPECT_EQ(hits.at(1).id, 12);
    EXPECT_EQ(hits.at(2).id, 13);
}

TEST_P(Finding, ByRelevanceOldHitsAreFoundWhereNewOnesAreFew) {
    auto& index = search->index();
    ASSERT_TRUE(catch_up());
    auto const place = index.place(default_tenant);
    std::vector<db::IndexedText> texts;
    for (std::int64_t id = 1; id <= 9'000; ++id) {
        std::string const old = id <= 200 ? "old " : "", both = id <= 50 || id > 8'850 ? "both " : "";
        texts.push_back({id, "d_7", old + both + (id % 100 == 0 ? "rare" : "x"), "", "", false});
    }
    ASSERT_TRUE(index.put(default_tenant, {place, *place, texts, {}}));
    auto const ids = [&](std::string const& word, int most) {
        std::vector<std::int64_t> found;
        for (auto const& hit : index.find_ranked(default_tenant, {{{{word}, false}}}, {}, most))
            found.push_back(hit.id);
        return found;
    };
    auto const old = ids("old", 2'500), rare = ids("rare", 2'500), both = ids("both", 2'500);
    EXPECT_EQ(old.size(), 200u);
    EXPECT_EQ(old.front(), 200);
    EXPECT_EQ(rare.size(), 90u); // too few of them are new
    EXPECT_EQ(both.size(), GetParam() == db::Dialect::sqlite ? 200u : 150u);
    EXPECT_EQ(both.front(), 9'000);
    EXPECT_TRUE(std::ranges::is_sorted(both, std::greater()));
    EXPECT_EQ(ids("both", 100), std::vector(both.begin(), both.begin() + 100));
}

TEST_P(Finding, ByRelevancePageByPage) {
    std::vector<std::string> best, others;
    for (int i = 0; i < 24; ++i) {
        bool const twice = i % 3 == 0;
        auto const number = open_one(twice ? "微波炉，又是微波炉" : "微波炉" + std::string("坏")).number;
        (twice ? best : others).push_back(number);
    }
    std::ranges::reverse(best);
    std::ranges::reverse(others);
    best.insert(best.end(), others.begin(), others.end());
    ASSERT_TRUE(catch_up());
    for (int const limit : {1, 5, 8, 23, 24, 25}) {
        TicketFilter filter{.order = TicketOrder::relevance, .limit = limit};
        std::vector<std::string> pages;
        do {
            auto const page = find_tickets(*database, *search, desk, filter, "微波炉");
            EXPECT_LE(std::ssize(page.tickets), limit);
            for (auto const& ticket : page.tickets) pages.push_back(ticket.number);
            filter.after = page.next;
        } while (filter.after);
        EXPECT_EQ(pages, best) << limit;
    }
}

TEST_P(Finding, TheIndexOfAnotherLayoutIsMadeAnew) {
    open_one("奶粉罐破了");
    ASSERT_TRUE(catch_up());
    search.reset();
    if (GetParam() == db::Dialect::sqlite)
        db::SqliteConnection(file(), db::SqliteConnection::Access::write).script("pragma user_version = 2");
    else db::run(*database, default_tenant, [](Tx& tx) { tx.exec("comment on table search_texts is 'layout 2'"); });
    log->stop();
    log.reset();
    numbers.reset();
    database.reset();
    open();
    log.emplace(*database);
    numbers.emplace(*database);
    log->start();
    auto index = db::open_text_index(*database, directory());
    EXPECT_EQ(index->place(default_tenant), std::nullopt);
    index.reset();
    restart();
    EXPECT_EQ(found("奶粉").size(), 1u);
}

ON_BOTH_DATABASES(Finding);

} // namespace
} // namespace baton
