#include "base/version.h"

#include <gtest/gtest.h>

#include <regex>

namespace baton {
namespace {

TEST(Version, HasThreeNumbers) {
    EXPECT_TRUE(std::regex_match(std::string(version()), std::regex(R"(\d+\.\d+\.\d+)"))) << version();
}

} // namespace
} // namespace baton
