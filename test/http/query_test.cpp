#include "http/query.h"

#include "base/error.h"
#include <gtest/gtest.h>

namespace baton::http {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(Target, is_decoded_once) {
    EXPECT_EQ(parse_target("/"), (Target{"/", {}}));
    EXPECT_EQ(parse_target("/tickets/7?status=open&status=new"),
              (Target{"/tickets/7", Pairs{{"status", "open"}, {"status", "new"}}}));
    EXPECT_EQ(parse_target("/a%20b+c?q=a+b%2Bc").path, "/a b+c");
    EXPECT_EQ(parse_target("/a?q=a+b%2Bc").query, (Pairs{{"q", "a b+c"}}));
    EXPECT_EQ(parse_target("/a?q=%2541").query, (Pairs{{"q", "%41"}}));
    EXPECT_EQ(parse_target("/t?type=%E5%94%AE%E5%90%8E%2F%E6%8D%A2%E8%B4%A7").query, (Pairs{{"type", "售后/换货"}}));
    EXPECT_EQ(parse_target("/a?x&&y=&=z&a=b=c").query, (Pairs{{"x", ""}, {"y", ""}, {"", "z"}, {"a", "b=c"}}));
    EXPECT_EQ(parse_target("/a?next=/b?c").query, (Pairs{{"next", "/b?c"}}));
    EXPECT_EQ(parse_target("/a/..b/c..").path, "/a/..b/c..");
}

TEST(Target, may_name_its_origin) {
    EXPECT_EQ(parse_target("http://example.org/a?b=c"), (Target{"/a", Pairs{{"b", "c"}}}));
    EXPECT_EQ(parse_target("https://example.org").path, "/");
}

struct RefusedTarget : testing::TestWithParam<std::string> {};

TEST_P(RefusedTarget, is_malformed) {
    try {
        parse_target(GetParam());
        FAIL() << "accepted";
    } catch (Error const& e) {
        EXPECT_EQ(e.code, ErrorCode::malformed);
    }
}

std::string many_pairs() {
    std::string target = "/?";
    for (int i = 0; i < 101; ++i) target += "a&";
    return target;
}

INSTANTIATE_TEST_SUITE_P(All, RefusedTarget,
                         testing::Values("", "*", "a/b", "/%", "/%4", "/%zz", "/a?q=%f", "/%00", "/a?q=%00", "/%ff",
                                         "/a?q=%c3", "/..", "/a/../b", "/a/%2e%2e/b", "/./a", "/a/..?b", "/a%2fb",
                                         "/a\\b", "/a%5Cb", "/a%0d%0ab", "/a%7f", "/a#b", "http://example.org?x",
                                         "/" + std::string(8192, 'a'), many_pairs()));

} // namespace
} // namespace baton::http
