#include "push/verdict.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

constexpr Timestamp happened{1'900'000'000'000'000};
Timestamp const soon_after = after_seconds(happened, 5);

PushOutcome after_answer(PostAnswer const& answer, std::int64_t failures = 0, Timestamp now = soon_after) {
    return outcome_of({.at = happened, .failures = failures}, answer, now);
}

TEST(PushVerdict, FollowsTheAnswer) {
    using enum PushVerdict;
    struct Case {
        int status;
        PushVerdict expected;
    };
    for (auto const& c : std::vector<Case>{{201, sent},
                                           {200, sent},
                                           {204, sent},
                                           {404, gone},
                                           {410, gone},
                                           {429, again},
                                           {500, again},
                                           {503, again},
                                           {408, again},
                                           {0, again},
                                           {301, given_up},
                                           {400, given_up},
                                           {401, given_up},
                                           {403, given_up},
                                           {413, given_up}})
        EXPECT_EQ(after_answer({.status = c.status}).verdict, c.expected) << c.status;
}

TEST(PushVerdict, TriesAgainEverMoreSlowlyAndNotBeforeItIsAsked) {
    EXPECT_EQ(after_answer({.status = 503}).again_at, soon_after + 100'000);
    EXPECT_EQ(after_answer({.status = 503}, 3).again_at, soon_after + 800'000);
    EXPECT_EQ(after_answer({.status = 503}, 1'000).again_at, after_seconds(soon_after, 30));
    EXPECT_EQ(after_answer({.status = 429, .retry_after_s = 120}).again_at, after_seconds(soon_after, 120));
    EXPECT_EQ(after_answer({.status = 429, .retry_after_s = 1}, 1'000).again_at, after_seconds(soon_after, 30));
}

TEST(PushVerdict, WhatIsOldIsGivenUp) {
    auto const late = after_seconds(happened, notice_lifetime_s - 20);
    EXPECT_EQ(after_answer({.status = 503}, 2, late).verdict, PushVerdict::again);
    EXPECT_EQ(after_answer({.status = 503}, 1'000, late).verdict, PushVerdict::given_up);
    EXPECT_EQ(after_answer({.status = 503, .retry_after_s = 30}, 0, late).verdict, PushVerdict::given_up);
    EXPECT_EQ(after_answer({.status = 503, .retry_after_s = 1'000'000'000'000}).verdict, PushVerdict::given_up);
}

TEST(PushContent, ALongSubjectIsCut) {
    Notice notice{.kind = NoticeKind::answered, .seq = 9, .ticket_id = TicketId{5}, .number = "GD1", .by = "李雷"};
    notice.subject = "奶粉罐里有虫";
    EXPECT_EQ(
        parse_json(push_content(notice, "zh-CN")),
        parse_json(R"({"kind": "answered", "ticket_id": "5", "number": "GD1", "subject": "奶粉罐里有虫", "by": "李雷",)"
                   R"( "language": "zh-CN", "seq": 9})"));
    for (int i = 0; i < 2'000; ++i) notice.subject += "长";
    auto const content = push_content(notice, "en");
    EXPECT_LE(content.size(), longest_push_content);
    EXPECT_GT(content.size(), longest_push_content / 2);
    EXPECT_TRUE(is_utf8(content));
}

} // namespace
} // namespace baton
