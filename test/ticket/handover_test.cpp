#include "ticket/handover.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

constexpr UserId giver{1}, taker{2}, lead{3};

Handover given(std::optional<UserId> by, std::optional<UserId> to) {
    return {.given_by = by, .to_assignee_id = to, .state = HandoverState::waiting};
}

TEST(HandoverRules, WhoGaveItTakesItBackAndEveryoneElsePassesItOn) {
    using enum HandoverState;
    struct Case {
        std::optional<UserId> given_by, to, now_by;
        HandoverState expected;
    };
    for (auto const& c : std::vector<Case>{{giver, taker, giver, withdrawn},
                                           {giver, taker, taker, accepted},
                                           {giver, taker, lead, accepted},
                                           {giver, {}, giver, withdrawn},
                                           {giver, giver, giver, accepted},
                                           {{}, taker, {}, accepted},
                                           {{}, taker, taker, accepted},
                                           {giver, taker, {}, accepted}})
        EXPECT_EQ(state_when_given_on(given(c.given_by, c.to), c.now_by), c.expected);
}

} // namespace
} // namespace baton
