// Who gets a ticket 分派, and why: of those who may have it, who has the least on hand. Values and the rule only: no
// I/O, no clock.
#pragma once
#include "type/type.h"
#include "user/user.h"

namespace baton {

// Append only: the words are stored in events. `waiting`: it lay in the queue until somebody was free.
BOOST_DEFINE_ENUM_CLASS(RoutingOccasion, opened, transferred, given_back, reopened, waiting)
// Append only. busier: has more on hand than who was chosen; later_turn: as few, but was given one since.
BOOST_DEFINE_ENUM_CLASS(RoutingVerdict, chosen, busier, later_turn, full, lacks_skill, gave_it_away, may_not,
                        account_ended, away, offline)

// On hand are the tickets somebody has to do something about: new and open ones. Those that wait for the customer or
// are put off take nobody's place.
inline bool is_on_hand(StatusCategory c) { return c == StatusCategory::new_ || c == StatusCategory::open; }

// Who set no limit is given what comes in while he is there, but draws from a queue only until he has so many: who is
// the first in the morning shall not get all of the night.
inline constexpr std::int64_t drawn_without_limit = 10;
inline constexpr std::size_t most_explained = 20;

// One who works in the department.
struct Contender {
    UserId user_id{};
    Presence presence = Presence::offline;
    bool may_work = false;                // his roles let him edit tickets
    std::optional<Timestamp> expires_at;  // of his account
    std::optional<std::int64_t> capacity; // how many he has on hand at most; absent = no limit
    std::int64_t load = 0;                // how many he has
    Timestamp last_given_at{};            // 1970 = never
    std::vector<Skill> skills = {};       // those that are asked for
};

struct RoutingQuestion {
    DepartmentId department_id{};
    RoutingOccasion occasion{};
    std::vector<RequiredSkill> required_skills;
    std::vector<UserId> gave_it_away; // they bounced it, returned it or passed it on
};

struct MissingSkill {
    std::string skill;
    std::int64_t level = 0;     // what is required of it
    std::int64_t has_level = 0; // what he has of it now; 0 = nothing, or no longer
    bool operator==(MissingSkill const&) const = default;
};
DESCRIBE(MissingSkill, (), (skill, level, has_level));

// About one of those who were considered, in words and values that every language has sentences for.
struct RoutingReason {
    UserId user_id{};
    RoutingVerdict verdict{};
    std::int64_t load = 0;
    std::optional<std::int64_t> capacity; // what counted; absent = no limit
    Maybe<MissingSkill> missing;          // the first he lacks
};
DESCRIBE(RoutingReason, (), (user_id, verdict, load, capacity, missing));

// As the `assigned` event carries it in data.routing.
struct RoutingExplanation {
    DepartmentRouting rule = DepartmentRouting::least_load;
    RoutingOccasion occasion{};
    DepartmentId department_id{};
    std::vector<RequiredSkill> required_skills;
    std::vector<RoutingReason> candidates; // who was chosen, who could have been, the others; at most 20
    std::int64_t considered = 0;           // how many they were
};
DESCRIBE(RoutingExplanation, (), (rule, occasion, department_id, required_skills, candidates, considered));

struct RoutingDecision {
    std::optional<UserId> chosen;
    RoutingExplanation why;
};

// Never somebody who is not online, whose account has ended, who may not, is full, lacks a skill or gave it away. The
// order of the candidates does not matter.
RoutingDecision choose(RoutingQuestion const&, std::vector<Contender> const&, Timestamp now);

// Could he take one more of any kind?
bool is_free(Contender const&, RoutingOccasion, Timestamp now);

} // namespace baton
