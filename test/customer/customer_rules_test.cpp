#include "customer/attribute.h"
#include "customer/customer.h"
#include <gtest/gtest.h>

namespace baton {
namespace {

std::vector<std::string> fields_of(Problems const& problems) {
    try {
        problems.raise();
    } catch (Error const& error) {
        std::vector<std::string> fields;
        for (auto const& each : error.errors) fields.push_back(each.field);
        return fields;
    }
    return {};
}

std::vector<std::string> wrong_in(std::string const& body) {
    try {
        read_json<NewCustomer>(parse_json(body));
    } catch (Error const& error) {
        std::vector<std::string> fields;
        for (auto const& each : error.errors) fields.push_back(each.field);
        return fields;
    }
    return {};
}

TEST(Customer, EveryWrongFieldIsNamed) {
    using Fields = std::vector<std::string>;
    EXPECT_EQ(wrong_in(R"({"name": "李雷", "phones": [{"number": "13800138000"}], "vip": 5})"), Fields{});
    EXPECT_EQ(wrong_in(R"({})"), Fields{"name"});
    EXPECT_EQ(wrong_in(R"({"name": "x", "phones": [{"number": "1"}, {"number": "abc"}], "emails": [{"address": "@"}],
                           "identities": [{"channel": "We Chat", "external_id": "1"}], "vip": 6,
                           "care": ["elderly", "elderly"], "id_number": " - ",
                           "consents": [{"purpose": "回访", "channel": "电话", "wording": "1"}]})"),
              (Fields{"phones[0].number", "phones[1].number", "emails[0].address", "identities[0].channel", "vip",
                      "care[0]", "care[1]", "id_number", "consents[0].channel"}));
    EXPECT_EQ(wrong_in(R"({"name": "x", "phones": [{"number": "13800138000"}, {"number": "+86 138 0013 8000"}]})"),
              Fields{"phones[1]"});
    EXPECT_EQ(wrong_in(R"({"name": "x", "merged_into": "1"})"), Fields{"merged_into"});
}

TEST(Customer, IdNumbersAndAddressesAreMasked) {
    EXPECT_EQ(normal_id_number(" 110101 19900101 123x "), "11010119900101123X");
    EXPECT_EQ(masked_id_number("11010119900101123X"), "110***********123X");
    EXPECT_EQ(masked_id_number("E1234567"), "****");
    EXPECT_EQ(masked_id_number("护照一二三四五六七八九十"), "****");
    EXPECT_EQ(masked_address("北京市朝阳区建国路88号"), "北京市****");
    EXPECT_EQ(masked_address("北京市"), "****");
}

TEST(Customer, IsFoundFromEachWordOfHisName) {
    EXPECT_EQ(words_of_name("  Li  LEI "), (std::vector<std::string>{"li lei", "lei"}));
    EXPECT_EQ(words_of_name("李雷"), (std::vector<std::string>{"李雷"}));
    EXPECT_EQ(words_of_name("a b c d e f g h i j k").size(), 8u);
    EXPECT_TRUE(words_of_name("\u3000").empty());
}

TEST(Attribute, ValuesMustFitTheirDefinition) {
    auto const problem = [](AttributeKind kind, char const* value, std::vector<Text<1, 100>> choices = {}) {
        Attribute attribute;
        attribute.kind = kind;
        attribute.choices = std::move(choices);
        return attribute_problem(attribute, parse_json(std::string("[") + value + "]").at(0));
    };
    using enum AttributeKind;
    EXPECT_EQ(problem(text, "\"合同 7\""), "");
    EXPECT_EQ(problem(number, "-1.5"), "");
    EXPECT_EQ(problem(date, "\"2024-02-29\""), "");
    EXPECT_EQ(problem(boolean, "false"), "");
    EXPECT_EQ(problem(choice, "\"金\"", {"金", "银"}), "");
    EXPECT_EQ(problem(choice, "\"铜\"", {"金", "银"}), "must be one of 金, 银");
    for (auto const* wrong : {"1", "\"  \"", "{}", "[]", "\"a\\u0000b\""}) EXPECT_NE(problem(text, wrong), "") << wrong;
    for (auto const* wrong : {"\"1\"", "true", "[1]"}) EXPECT_NE(problem(number, wrong), "") << wrong;
    for (auto const* wrong : {"\"2023-02-29\"", "\"2024-2-9\"", "20240229", "\"2024-02-29T00:00:00Z\""})
        EXPECT_NE(problem(date, wrong), "") << wrong;
    for (auto const* wrong : {"0", "\"true\"", "\"\""}) EXPECT_NE(problem(boolean, wrong), "") << wrong;
}

TEST(Attribute, DefinitionsAreChecked) {
    NewAttribute attribute;
    attribute.label = "合同号";
    attribute.key = "Contract No";
    Problems problems;
    check(attribute, problems);
    EXPECT_EQ(fields_of(problems), (std::vector<std::string>{"key", "kind"}));
    attribute.key = "contract";
    attribute.kind = AttributeKind::choice;
    Problems choice;
    check(attribute, choice);
    EXPECT_EQ(fields_of(choice), std::vector<std::string>{"choices"});
}

} // namespace
} // namespace baton
