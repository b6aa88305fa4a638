#include "http/header_value.h"

#include <gtest/gtest.h>

namespace baton::http {

namespace {

TEST(HeaderValue, has_a_value_and_parameters) {
    auto const v = parse_header_value("Multipart/Form-Data; Boundary=\"a;b\"; charset=utf-8");
    ASSERT_TRUE(v);
    EXPECT_EQ(v->value, "multipart/form-data");
    EXPECT_EQ(v->parameter("boundary"), "a;b");
    EXPECT_EQ(v->parameter("charset"), "utf-8");
    EXPECT_FALSE(v->parameter("name"));
}

TEST(HeaderValue, keeps_windows_paths_and_escaped_quotes) {
    EXPECT_EQ(parse_header_value(R"(form-data; filename="C:\dir\a.txt")")->parameter("filename"), R"(C:\dir\a.txt)");
    EXPECT_EQ(parse_header_value(R"(form-data; filename="a\"b\\c")")->parameter("filename"), R"(a"b\c)");
}

TEST(HeaderValue, takes_the_first_of_two_and_skips_empty_ones) {
    auto const v = parse_header_value("a/b;; x ;y=1;y=2;");
    ASSERT_TRUE(v);
    EXPECT_EQ(v->parameters, (std::vector<std::pair<std::string, std::string>>{{"y", "1"}}));
}

TEST(HeaderValue, refuses_what_is_no_value) {
    for (auto const* text : {"", ";a=b", "a/b; c=\"open", "a/b; c=\"x\" y", "a/b; c d=e", "a/b; =x"})
        EXPECT_FALSE(parse_header_value(text)) << text;
}

TEST(ExtendedParameter, is_utf_8_or_nothing) {
    EXPECT_EQ(decode_extended("UTF-8''%E5%9B%BE.png"), "图.png");
    EXPECT_EQ(decode_extended("utf-8'zh'a%20b"), "a b");
    for (auto const* text : {"iso-8859-1''%e9", "UTF-8''%E5%9", "UTF-8''%FF", "a", ""})
        EXPECT_FALSE(decode_extended(text)) << text;
}

TEST(Cookie, is_the_first_of_its_name) {
    EXPECT_EQ(find_cookie("a=1; session=abc=; session=x", "session"), "abc=");
    EXPECT_EQ(find_cookie("session=\"q\"", "session"), "q");
    EXPECT_EQ(find_cookie("xsession=1;session", "session"), std::nullopt);
    EXPECT_EQ(find_cookie("", "session"), std::nullopt);
}

} // namespace
} // namespace baton::http
