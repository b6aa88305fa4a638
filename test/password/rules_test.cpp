#include "password/password.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

std::string problem(std::string_view password) { return password_problem(password, "lily.wang", "王莉莉"); }

TEST(PasswordRules, GoodOnes) {
    for (auto const good : {"correct-horse-battery", "quiet-river-stone", "Tr0ub4dor&3x", "马到成功心想事成万事如意",
                            "x7Kq!2mPw9", "my dog eats 3 shoes", "passwordless-is-nice", "5Kühe&Ziegen"})
        EXPECT_EQ(problem(good), "") << good;
}

TEST(PasswordRules, ShortOnes) {
    EXPECT_NE(problem("x7Kq!2mPw"), "");
    EXPECT_NE(problem("马到成功心想事成"), "");
    EXPECT_NE(problem(""), "");
}

TEST(PasswordRules, LoginAndName) {
    EXPECT_EQ(problem("my-LILY.wang-7"), "must not contain the login");
    EXPECT_EQ(problem("x王莉莉x7Kq!2mPw"), "must not contain the name");
    EXPECT_EQ(password_problem("a-quiet-stone", "a", "Jo"), "") << "one letter is in many words";
}

TEST(PasswordRules, WhatAGuesserTriesFirst) {
    for (auto const bad :
         {"password12",     "P@ssw0rd2024!", "Passw0rd!!!", "admin123456",    "Admin@2025", "welcome2024",
          "!!letmein!!123", "woaini1314520", "a123456789",  "1234567890",     "0987654321", "13800138000",
          "20241121000",    "qwertyuiop",    "QWERTYasdf",  "1qaz2wsx3edc",   "1q2w3e4r5t", "abcd1234efgh",
          "zxcvbnm1234",    "iloveyou520",   "abc1234567",  "147258369147258"})
        EXPECT_NE(problem(bad), "") << bad;
}

TEST(PasswordRules, MonotonousOnes) {
    for (auto const bad : {"aaaaaaaaaaaa", "abababababab", "abc-abc-abc-", "xkcdexkcde", "aaaabbbbcccc"})
        EXPECT_NE(problem(bad), "") << bad;
}

} // namespace
} // namespace baton
