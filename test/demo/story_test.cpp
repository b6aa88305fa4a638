// The story of the demo company before anything is stored: its proportions, its rhythm, its sentences.
#include "demo/flows.h"
#include "demo/shopper.h"
#include "demo/staff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace baton::demo {
namespace {

Timestamp noon() { return from_rfc3339("2026-11-20T12:00:00+08:00").value(); }

Story const& story() {
    static Story const told = tell({1, 3000, noon()});
    return told;
}

int day_of(Case const& of) { return int((of.at - story().season.begin) / day_us); }

TEST(Phrases, TakeOneOfEachChoiceAndFillTheSlots) {
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Dice dice(seed);
        seen.insert(phrase(dice, "[甲[一|二]|乙]{x}。", {{"x", "[{"}}));
    }
    EXPECT_THAT(seen, testing::ElementsAre("乙[{。", "甲一[{。", "甲二[{。"));
}

TEST(Phrases, RefuseWhatIsNotPairedOrNotFilled) {
    Dice dice(1);
    for (auto const* wrong : {"[a|b", "a]", "{x", "{nobody}"}) EXPECT_THROW(phrase(dice, wrong, {}), std::logic_error);
}

TEST(Stories, AreTheSameForTheSameSeedOnly) {
    auto const digest = [](Story const& s) {
        std::string all;
        for (auto const& t : s.tickets) all += t.subject + t.opening + json::serialize(t.fields);
        for (auto const& step : s.steps) all += std::to_string(step.at.us) + step.text + step.note;
        return all;
    };
    auto const a = digest(tell({7, 200, noon()})), b = digest(tell({7, 200, noon()})),
               c = digest(tell({8, 200, noon()}));
    EXPECT_EQ(a, b);
    EXPECT_NE(a, c);
}

TEST(Stories, HoldAsManyTicketsAsAskedForInOrderAndNoneLater) {
    ASSERT_EQ(story().tickets.size(), 3000u);
    EXPECT_TRUE(std::ranges::is_sorted(story().tickets, {}, &Case::at));
    EXPECT_TRUE(std::ranges::is_sorted(story().steps, {}, &Step::at));
    EXPECT_GE(story().tickets.front().at, story().season.begin);
    EXPECT_LE(story().steps.back().at, noon());
}

TEST(Stories, HaveQuietNightsAndSundaysAndOneSale) {
    std::array<int, 24> hours{};
    std::array<int, 7> weekdays{};
    std::array<int, days_played> days{};
    for (auto const& of : story().tickets) {
        ++hours[std::size_t(local_hour(of.at))];
        ++weekdays[std::size_t(weekday(of.at))];
        ++days[std::size_t(day_of(of))];
    }
    EXPECT_GT(hours[10], 12 * hours[3]);
    EXPECT_GT(hours[15], hours[12]);
    EXPECT_GT(weekdays[0], 2 * weekdays[6]);
    auto const first = std::size_t(story().season.sale_first);
    EXPECT_GT(days[first] + days[first + 1] + days[first + 2], 2 * (days[10] + days[11] + days[12]));
}

TEST(Stories, GatherComplaintsAboutOneBatchInTenDays) {
    int of_batch = 0;
    for (auto const& of : story().tickets) {
        if (!of.of_batch) continue;
        ++of_batch;
        EXPECT_EQ(of.matter->type, "投诉/商品质量");
        EXPECT_EQ(std::string(of.fields.at("batch_no").as_string()), story().batch);
        EXPECT_GE(day_of(of), story().season.batch_first);
        EXPECT_LT(day_of(of), story().season.batch_first + story().season.batch_days);
    }
    EXPECT_GE(of_batch, 90);
}

// What only the one who writes fills in may be left, and nothing else.
void expect_finished(std::string text) {
    for (auto const slot : {agent_slot, number_slot, colleague_slot}) text = replaced(text, slot, "");
    for (auto const* name : {"{{requester.name}}"}) text = replaced(text, name, "");
    EXPECT_EQ(text.find_first_of("[]{}|"), std::string::npos) << text;
}

TEST(Sentences, AreFinishedAndSeldomTheSame) {
    std::set<std::string> openings, said;
    std::size_t sayings = 0;
    for (auto const& of : story().tickets) {
        expect_finished(of.subject);
        expect_finished(of.opening);
        openings.insert(of.opening);
    }
    for (auto const& step : story().steps) {
        for (auto const& text : {step.text, step.more, step.most, step.note}) expect_finished(text);
        if (step.act == Act::say) ++sayings, said.insert(step.text);
    }
    EXPECT_GT(openings.size(), story().tickets.size() * 85 / 100);
    EXPECT_GT(said.size(), sayings / 2);
}

TEST(Shoppers, HaveNumbersNobodyCanHave) {
    auto const people = shoppers_of(3);
    std::set<std::string> numbers;
    for (auto const& shopper : people) {
        EXPECT_TRUE(shopper.phone.starts_with("1440") && shopper.phone.size() == 11) << shopper.phone;
        numbers.insert(shopper.phone);
        if (!shopper.mail.empty()) EXPECT_THAT(shopper.mail, testing::HasSubstr("@example."));
    }
    EXPECT_EQ(numbers.size(), 300u);
    EXPECT_EQ(staff().size(), std::size_t(people_played));
}

TEST(Work, IsDoneWhileTheyAreOpen) {
    Dice dice(5);
    auto const sunday_night = from_rfc3339("2026-11-15T23:30:00+08:00").value();
    auto const desk = at_work(dice, Place::service, sunday_night), money = at_work(dice, Place::finance, sunday_night);
    EXPECT_GE(local_hour(desk), 8);
    EXPECT_EQ(local_day(desk), "2026-11-16");
    EXPECT_GE(local_hour(money), 9);
    EXPECT_EQ(local_day(money), "2026-11-16");
    auto const saturday = from_rfc3339("2026-11-14T19:00:00+08:00").value();
    EXPECT_EQ(local_day(at_work(dice, Place::it, saturday)), "2026-11-16");
}

} // namespace
} // namespace baton::demo
