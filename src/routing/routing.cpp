#include "routing/routing.h"

#include <algorithm>
#include <tuple>

namespace baton {
namespace {

using enum RoutingVerdict;

std::optional<std::int64_t> limit_of(Contender const& c, RoutingOccasion occasion) {
    if (c.capacity || occasion != RoutingOccasion::waiting) return c.capacity;
    return drawn_without_limit;
}

// Of the person himself; absent when he could take a ticket.
std::optional<RoutingVerdict> hindrance(Contender const& c, RoutingOccasion occasion, Timestamp now) {
    if (c.expires_at && *c.expires_at <= now) return account_ended;
    if (!c.may_work) return may_not;
    if (c.presence != Presence::online) return c.presence == Presence::away ? away : offline;
    auto const limit = limit_of(c, occasion);
    if (limit && c.load >= *limit) return full;
    return std::nullopt;
}

std::int64_t level_of(Contender const& c, std::string const& skill, Timestamp now) {
    auto const it = std::ranges::find(c.skills, skill, &Skill::skill);
    bool const has = it != c.skills.end() && (!it->expires_at || *it->expires_at > now);
    return has ? it->level : 0;
}

// Notes the first skill he lacks.
bool lacks_one(RoutingQuestion const& q, Contender const& c, RoutingReason& reason, Timestamp now) {
    for (auto const& required : q.required_skills) {
        auto const level = level_of(c, required.skill, now);
        if (level >= required.level) continue;
        reason.missing = MissingSkill{required.skill, required.level, level};
        return true;
    }
    return false;
}

// `chosen` for everyone who could have it.
RoutingReason reason_for(RoutingQuestion const& q, Contender const& c, Timestamp now) {
    RoutingReason reason{c.user_id, chosen, c.load, limit_of(c, q.occasion), {}};
    if (auto const hindered = hindrance(c, q.occasion, now)) reason.verdict = *hindered;
    else if (std::ranges::count(q.gave_it_away, c.user_id)) reason.verdict = gave_it_away;
    else if (lacks_one(q, c, reason, now)) reason.verdict = lacks_skill;
    return reason;
}

struct Considered {
    RoutingReason reason;
    Timestamp last_given_at;
    // Who could have it comes first, and of those who has the least, then who waited longest.
    auto rank() const { return std::tuple(reason.verdict != chosen, reason.load, last_given_at, reason.user_id); }
};

} // namespace

bool is_free(Contender const& c, RoutingOccasion occasion, Timestamp now) { return !hindrance(c, occasion, now); }

RoutingDecision choose(RoutingQuestion const& q, std::vector<Contender> const& candidates, Timestamp now) {
    std::vector<Considered> all;
    for (auto const& c : candidates) all.push_back({reason_for(q, c, now), c.last_given_at});
    std::ranges::sort(all, {}, &Considered::rank);
    RoutingDecision decision{{}, {{}, q.occasion, q.department_id, q.required_skills, {}, std::int64_t(all.size())}};
    decision.why.rule = DepartmentRouting::least_load;
    if (!all.empty() && all.front().reason.verdict == chosen) decision.chosen = all.front().reason.user_id;
    for (auto& [reason, _] : all) {
        if (decision.why.candidates.size() == most_explained) break;
        if (reason.verdict == chosen && reason.user_id != decision.chosen)
            reason.verdict = reason.load > all.front().reason.load ? busier : later_turn;
        decision.why.candidates.push_back(std::move(reason));
    }
    return decision;
}

} // namespace baton
