#include "routing/routing.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace baton {

// For readable failures.
void PrintTo(RoutingVerdict verdict, std::ostream* out) { *out << name_of(verdict); }

namespace {

using enum RoutingVerdict;

constexpr Timestamp now{1'780'000'000'000'000};
constexpr DepartmentId department{7};

Contender person(std::int64_t id, std::int64_t load = 0) {
    return {.user_id = UserId{id}, .presence = Presence::online, .may_work = true, .load = load};
}

RoutingQuestion question(std::vector<RequiredSkill> skills = {}, RoutingOccasion occasion = RoutingOccasion::opened) {
    return {department, occasion, std::move(skills), {}};
}

RoutingReason about(RoutingDecision const& decision, std::int64_t id) {
    return *std::ranges::find(decision.why.candidates, UserId{id}, &RoutingReason::user_id);
}

TEST(RoutingRule, NobodyGetsWhatHeCannotTake) {
    struct Case {
        RoutingVerdict verdict;
        void (*change)(Contender&);
    };
    for (auto const& [verdict, change] :
         std::vector<Case>{{offline, [](Contender& c) { c.presence = Presence::offline; }},
                           {away, [](Contender& c) { c.presence = Presence::away; }},
                           {may_not, [](Contender& c) { c.may_work = false; }},
                           {account_ended, [](Contender& c) { c.expires_at = now; }},
                           {full, [](Contender& c) { c.capacity = 0; }},
                           {full, [](Contender& c) { c.capacity = 5, c.load = 5; }},
                           {full, [](Contender& c) { c.capacity = 5, c.load = 6; }},
                           {lacks_skill, [](Contender& c) { c.skills.clear(); }},
                           {lacks_skill, [](Contender& c) { c.skills[0].level = 2; }},
                           {lacks_skill, [](Contender& c) { c.skills[0].expires_at = now; }},
                           {chosen, [](Contender& c) { c.skills[0].expires_at = after_seconds(now, 1); }},
                           {chosen, [](Contender& c) { c.expires_at = after_seconds(now, 1); }},
                           {chosen, [](Contender& c) { c.capacity = 5, c.load = 4; }}}) {
        auto c = person(1);
        c.skills = {{Text<1, 50>("维修"), 3, {}}};
        change(c);
        auto const decision = choose(question({{Text<1, 50>("维修"), 3}}), {c}, now);
        EXPECT_EQ(about(decision, 1).verdict, verdict);
        EXPECT_EQ(decision.chosen.has_value(), verdict == chosen);
    }
}

TEST(RoutingRule, TheLeastLoadThenWhoWaitedLongestThenTheId) {
    auto early = person(1, 2), late = person(2, 2), busy = person(3, 3), same = person(4, 2);
    early.last_given_at = after_seconds(now, -20);
    late.last_given_at = after_seconds(now, -10);
    same.last_given_at = early.last_given_at;
    auto const decision = choose(question(), {busy, late, same, early}, now);
    EXPECT_EQ(decision.chosen, UserId{1});
    EXPECT_EQ(about(decision, 2).verdict, later_turn);
    EXPECT_EQ(about(decision, 3).verdict, busier);
    EXPECT_EQ(about(decision, 4).verdict, later_turn);
}

TEST(RoutingRule, SaysWhichSkillIsMissing) {
    auto c = person(1);
    c.skills = {{Text<1, 50>("英语"), 4, {}}, {Text<1, 50>("维修"), 2, {}}};
    auto const decision = choose(question({{Text<1, 50>("英语"), 4}, {Text<1, 50>("维修"), 3}}), {c}, now);
    auto const reason = about(decision, 1);
    EXPECT_EQ(reason.missing.value(), (MissingSkill{"维修", 3, 2}));
}

TEST(RoutingRule, WhoGaveItAwayDoesNotGetItAgain) {
    auto q = question();
    q.gave_it_away = {UserId{1}};
    EXPECT_EQ(choose(q, {person(1), person(2, 9)}, now).chosen, UserId{2});
    EXPECT_EQ(choose(q, {person(1)}, now).chosen, std::nullopt);
}

TEST(RoutingRule, WithoutLimitAQueueIsDrawnFromUpToTen) {
    auto const opened = RoutingOccasion::opened, waiting = RoutingOccasion::waiting;
    EXPECT_TRUE(choose(question({}, opened), {person(1, 500)}, now).chosen);
    EXPECT_TRUE(choose(question({}, waiting), {person(1, drawn_without_limit - 1)}, now).chosen);
    EXPECT_FALSE(choose(question({}, waiting), {person(1, drawn_without_limit)}, now).chosen);
}

TEST(RoutingRule, ManyAreConsideredAndTwentyExplained) {
    std::vector<Contender> many;
    for (int i = 1; i <= 300; ++i) many.push_back(person(i, 301 - i));
    auto const decision = choose(question(), many, now);
    EXPECT_EQ(decision.chosen, UserId{300});
    EXPECT_EQ(decision.why.candidates.size(), most_explained);
    EXPECT_EQ(decision.why.candidates.front().user_id, UserId{300});
    EXPECT_EQ(decision.why.considered, 300);
}

class RandomPeople {
public:
    explicit RandomPeople(unsigned seed) : random_(seed) {}
    Contender one(std::int64_t id) {
        Contender c = person(id, below(6));
        c.presence = Presence(below(4) ? 0 : 1 + below(2));
        c.may_work = below(6) != 0;
        if (below(3) == 0) c.capacity = below(6);
        if (below(5) == 0) c.expires_at = after_seconds(now, below(3) - 1);
        c.last_given_at = Timestamp{below(4)};
        for (auto const* word : {"维修", "英语"})
            if (below(4)) c.skills.push_back({Text<1, 50>(word), 1 + below(5), ending()});
        return c;
    }
    std::int64_t below(int n) { return std::uniform_int_distribution<std::int64_t>(0, n - 1)(random_); }
    std::mt19937& engine() { return random_; }

private:
    std::optional<Timestamp> ending() {
        return below(4) ? std::nullopt : std::optional(after_seconds(now, below(3) - 1));
    }
    std::mt19937 random_;
};

// Written apart from the rule: may he have it?
bool could_have(Contender const& c, RoutingQuestion const& q) {
    for (auto const& r : q.required_skills)
        if (!std::ranges::any_of(c.skills, [&](Skill const& s) {
                return s.skill == r.skill && s.level >= r.level && (!s.expires_at || now < *s.expires_at);
            }))
            return false;
    return c.presence == Presence::online && c.may_work && (!c.expires_at || now < *c.expires_at) &&
           (!c.capacity || c.load < *c.capacity) && std::ranges::count(q.gave_it_away, c.user_id) == 0;
}

TEST(RoutingRule, HoldsForAnyPeopleInAnyOrder) {
    RandomPeople people(20261122);
    int given = 0;
    for (int round = 0; round < 800; ++round) {
        std::vector<Contender> all;
        for (std::int64_t id = 1, n = people.below(8); id <= n; ++id) all.push_back(people.one(id));
        auto q = question();
        if (people.below(2)) q.required_skills.push_back({Text<1, 50>("维修"), 1 + people.below(5)});
        if (people.below(3) == 0) q.gave_it_away = {UserId{1 + people.below(4)}};
        auto const decision = choose(q, all, now);
        auto const best = [&] {
            std::optional<Contender> found;
            for (auto const& c : all)
                if (could_have(c, q) && (!found || std::tuple(c.load, c.last_given_at, c.user_id) <
                                                       std::tuple(found->load, found->last_given_at, found->user_id)))
                    found = c;
            return found ? std::optional(found->user_id) : std::nullopt;
        }();
        ASSERT_EQ(decision.chosen, best) << "round " << round;
        given += best.has_value();
        std::ranges::shuffle(all, people.engine());
        ASSERT_EQ(to_json_text(choose(q, all, now).why), to_json_text(decision.why)) << "round " << round;
        for (auto const& reason : decision.why.candidates)
            ASSERT_EQ(reason.verdict == chosen, reason.user_id == decision.chosen);
    }
    EXPECT_GT(given, 150) << "the rounds must not all be empty";
    EXPECT_LT(given, 780);
}

} // namespace
} // namespace baton
