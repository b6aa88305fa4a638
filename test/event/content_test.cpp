#include "event/content.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

bool same(EventContent const& a, EventContent const& b) {
    return a.body == b.body && a.quoted == b.quoted && a.html == b.html && a.attachment_ids == b.attachment_ids &&
           a.data == b.data;
}

TEST(EventContent, LeavesOutWhatIsEmpty) {
    EXPECT_EQ(content_text({}), "{}");
    EXPECT_EQ(content_text({.body = "奶粉"}), R"({"body":"奶粉"})");
    EXPECT_EQ(content_text({.attachment_ids = {"7"}, .data = {{"from", nullptr}}}),
              R"({"attachment_ids":["7"],"data":{"from":null}})");
}

TEST(EventContent, ReadsWhatItWrote) {
    EventContent const contents[] = {
        {},
        {.body = "a\nb \"quoted\" \\ 接棒 \U0001F600", .quoted = "> old", .html = "<p>a</p>"},
        {.attachment_ids = {"1", "2"}, .data = {{"a", {1, 2.5, true, nullptr, {{"b", "c"}}}}}},
        {.body = std::string(2'000'000, 'x')}};
    for (auto const& content : contents) EXPECT_TRUE(same(read_content(content_text(content)), content));
}

TEST(EventContent, DeepDataReadsBack) {
    json::value deep = 1;
    for (int i = 0; i < 100; ++i) deep = json::array{deep};
    EventContent const content{.data = {{"deep", deep}}};
    EXPECT_TRUE(same(read_content(content_text(content)), content));
}

TEST(EventContent, IgnoresMembersOfLaterVersions) {
    EXPECT_EQ(read_content(R"({"body":"x","mood":"good"})").body, "x");
}

TEST(EventContent, RefusesWhatItNeverWrote) {
    for (char const* text : {"", "[]", "{\"body\":1}", "{\"attachment_ids\":[1]}", "{\"data\":[]}", "{"})
        EXPECT_THROW(read_content(text), std::runtime_error) << text;
    EXPECT_THROW(content_text({.body = "\xff"}), std::invalid_argument);
}

} // namespace
} // namespace baton
