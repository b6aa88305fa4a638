// Every kind of field and every rule, as tables; no database.
#include "form/form.h"
#include "form/value.h"
#include <gtest/gtest.h>

namespace baton {
namespace {

Field field_of_kind(FieldKind kind, std::string key = "f") {
    Field field;
    field.id = FieldId{std::int64_t(std::hash<std::string>{}(key) % 1'000'000) + 1};
    field.key = std::move(key);
    field.label = "x";
    field.kind = kind;
    if (has_options(kind))
        field.options = {
            {"a", "甲", {}, false}, {"b", "乙", {}, false}, {"old", "旧", {}, true}, {"c", "丙", {}, false}};
    if (kind == FieldKind::cascade)
        field.options = {{"a", "甲", {}, false}, {"a1", "甲一", "a", false}, {"b", "乙", {}, false}};
    return field;
}

struct ValueCase {
    FieldKind kind;
    char const* given;    // JSON
    char const* expected; // JSON, "" = refused
};

class Values : public testing::TestWithParam<ValueCase> {};

TEST_P(Values, AreBroughtIntoOneForm) {
    auto const& c = GetParam();
    auto const result = normalise(field_of_kind(c.kind), parse_json(c.given));
    if (*c.expected) EXPECT_EQ(result.problem, "") << c.given;
    else EXPECT_NE(result.problem, "") << c.given;
    if (*c.expected) EXPECT_EQ(result.value, parse_json(c.expected)) << json::serialize(result.value);
}

using enum FieldKind;
INSTANTIATE_TEST_SUITE_P(
    Text, Values,
    testing::Values(ValueCase{text, R"("奶粉")", R"("奶粉")"},
                    ValueCase{text, R"("  both sides ")", R"("  both sides ")"}, ValueCase{text, R"("")", ""},
                    ValueCase{text, R"(" \u3000")", ""}, ValueCase{text, R"("a\u0000b")", ""}, ValueCase{text, "5", ""},
                    ValueCase{text, "null", "null"}, ValueCase{long_text, R"("a\nb")", R"("a\nb")"},
                    ValueCase{business_object, R"("订单 4711")", R"("订单 4711")"}, ValueCase{asset, "[]", ""}));
INSTANTIATE_TEST_SUITE_P(Number, Values,
                         testing::Values(ValueCase{number, "12", R"("12")"}, ValueCase{number, "12.50", R"("12.5")"},
                                         ValueCase{number, R"("-007.50")", R"("-7.5")"},
                                         ValueCase{number, R"("-0.00")", R"("0")"},
                                         ValueCase{number, R"("0.1000000001")", R"("0.1000000001")"},
                                         ValueCase{number, "9223372036854775807", R"("9223372036854775807")"},
                                         ValueCase{number, "18446744073709551615", R"("18446744073709551615")"},
                                         ValueCase{number, "1e300", ""}, ValueCase{number, R"("1e3")", ""},
                                         ValueCase{number, R"("1,5")", ""}, ValueCase{number, R"(".5")", ""},
                                         ValueCase{number, R"("5.")", ""}, ValueCase{number, R"("")", ""},
                                         ValueCase{number, R"("-")", ""}, ValueCase{number, R"("0.12345678901")", ""},
                                         ValueCase{number, R"("123456789012345678901")", ""},
                                         ValueCase{number, "true", ""}));
INSTANTIATE_TEST_SUITE_P(
    Money, Values,
    testing::Values(ValueCase{money, R"({"amount":"12.50","currency":"CNY"})", R"({"amount":"12.5","currency":"CNY"})"},
                    ValueCase{money, R"({"amount":5,"currency":"EUR"})", R"({"amount":"5","currency":"EUR"})"},
                    ValueCase{money, R"({"amount":"1.23456","currency":"EUR"})", ""},
                    ValueCase{money, R"({"amount":"1","currency":"eur"})", ""},
                    ValueCase{money, R"({"amount":"1"})", ""},
                    ValueCase{money, R"({"amount":"1","currency":"EUR","x":1})", ""}, ValueCase{money, "12.5", ""}));
INSTANTIATE_TEST_SUITE_P(
    Time, Values,
    testing::Values(ValueCase{date, R"("2026-02-28")", R"("2026-02-28")"}, ValueCase{date, R"("2026-02-30")", ""},
                    ValueCase{date, R"("2026-2-3")", ""}, ValueCase{date, "20260228", ""},
                    ValueCase{datetime, R"("2026-11-21T08:30:00+08:00")", R"("2026-11-21T00:30:00Z")"},
                    ValueCase{datetime, R"("2026-11-21")", ""}, ValueCase{datetime, "0", ""}));
INSTANTIATE_TEST_SUITE_P(Choice, Values,
                         testing::Values(ValueCase{choice, R"("a")", R"("a")"}, ValueCase{choice, R"("甲")", ""},
                                         ValueCase{choice, R"("old")", ""}, ValueCase{choice, R"(["a"])", ""},
                                         ValueCase{multi_choice, R"(["c","a"])", R"(["a","c"])"},
                                         ValueCase{multi_choice, "[]", "null"},
                                         ValueCase{multi_choice, R"(["a","a"])", ""},
                                         ValueCase{multi_choice, R"(["a","zz"])", ""},
                                         ValueCase{multi_choice, R"("a")", ""},
                                         ValueCase{cascade, R"("a1")", R"("a1")"}, ValueCase{cascade, R"("a")", ""},
                                         ValueCase{cascade, R"("b")", R"("b")"}, ValueCase{checkbox, "false", "false"},
                                         ValueCase{checkbox, R"("true")", ""}, ValueCase{checkbox, "1", ""}));
INSTANTIATE_TEST_SUITE_P(Person, Values,
                         testing::Values(ValueCase{phone, R"("+86 138 0013 8000")", R"("138****8000")"},
                                         ValueCase{phone, R"("138****8000")", ""}, ValueCase{phone, "13800138000", ""},
                                         ValueCase{customer, R"("4711")", R"("4711")"},
                                         ValueCase{customer, R"("x")", ""}, ValueCase{customer, "4711", ""}));

TEST(FieldWords, SayWhatAValueIsFoundBy) {
    using Words = std::vector<std::string>;
    EXPECT_EQ(words_of(field_of_kind(cascade), "a1"), (Words{"a1", "a"}));
    EXPECT_EQ(words_of(field_of_kind(multi_choice), json::array{"a", "c"}), (Words{"a", "c"}));
    EXPECT_EQ(words_of(field_of_kind(checkbox), true), Words{"true"});
    EXPECT_EQ(words_of(field_of_kind(money), (json::object{{"amount", "1.5"}, {"currency", "CNY"}})), Words{"1.5 CNY"});
    EXPECT_EQ(words_of(field_of_kind(phone), "138****8000"), Words{});
    EXPECT_EQ(words_of(field_of_kind(text), nullptr), Words{});
    EXPECT_EQ(word_from_text(number, "1.50"), "1.5");
    EXPECT_EQ(word_from_text(money, "1.50 CNY"), "1.5 CNY");
    EXPECT_EQ(word_from_text(phone, "138 0013 8000"), "8613800138000");
    EXPECT_FALSE(word_from_text(phone, "nobody"));
}

Condition one(std::string field, std::string is) { return {{{std::move(field), {std::move(is)}}}, {}}; }

// reason; detail shown and required for a; note required when resolved; code read-only when urgent.
Form sample_form() {
    Form form{TypeId{1}, 3, {}};
    auto reason = field_of_kind(choice, "reason"), detail = field_of_kind(text, "detail"),
         more = field_of_kind(text, "more"), note = field_of_kind(text, "note"), code = field_of_kind(text, "code"),
         gift = field_of_kind(checkbox, "gift"), hidden = field_of_kind(text, "hidden");
    reason.required = true;
    detail.shown_if = one("reason", "a");
    detail.required_if = one("gift", "true");
    more.shown_if = Condition{{}, {{"reason", {"b"}}, {"priority", {"urgent"}}}};
    note.required_if = one("status", "resolved");
    code.read_only_if = one("priority", "urgent");
    gift.default_value = false;
    gift.shown_if = one("reason", "a");
    hidden.shown_if = one("gift", "true");
    hidden.default_value = "default";
    form.fields = {reason, detail, more, note, code, gift, hidden};
    return form;
}

struct FillCase {
    char const* before;
    char const* given;
    bool is_new;
    Circumstances circumstances;
    char const* values; // "" = not looked at
    std::vector<std::string> problems;
};

Circumstances const normally{Priority::normal, "open", StatusCategory::open};
Circumstances const urgently{Priority::urgent, "open", StatusCategory::open};

class Filling : public testing::TestWithParam<FillCase> {};

TEST_P(Filling, FollowsTheRules) {
    auto const& c = GetParam();
    Problems problems;
    auto const filled = fill(sample_form(), parse_json(c.before).as_object(), parse_json(c.given).as_object(), c.is_new,
                             c.circumstances, problems);
    std::vector<std::string> found;
    try {
        problems.raise();
    } catch (Error const& error) {
        for (auto const& each : error.errors) found.push_back(each.field);
    }
    EXPECT_EQ(found, c.problems) << c.given;
    if (*c.values) EXPECT_EQ(json::value(filled.values), parse_json(c.values)) << json::serialize(filled.values);
}

using P = std::vector<std::string>;
INSTANTIATE_TEST_SUITE_P(
    New, Filling,
    testing::Values(FillCase{"{}", "{}", true, normally, "", P{"fields.reason"}},
                    FillCase{"{}", R"({"reason":"b"})", true, normally, R"({"reason":"b"})", P{}},
                    FillCase{"{}", R"({"reason":"a"})", true, normally, R"({"reason":"a","gift":false})", P{}},
                    FillCase{"{}", R"({"reason":"a","gift":true})", true, normally, "", P{"fields.detail"}},
                    FillCase{"{}", R"({"reason":"a","gift":true,"detail":"x"})", true, normally,
                             R"({"reason":"a","gift":true,"detail":"x","hidden":"default"})", P{}},
                    FillCase{"{}", R"({"reason":"b","detail":"x","nothing":1,"gift":7})", true, normally, "",
                             P{"fields.nothing", "fields.gift", "fields.detail"}},
                    FillCase{"{}", R"({"reason":"a","more":"x"})", true, normally, "", P{"fields.more"}},
                    FillCase{"{}", R"({"reason":"a","more":"x"})", true, urgently, "", P{}},
                    FillCase{"{}", R"({"reason":"a","code":"x"})", true, urgently, "", P{"fields.code"}}));
INSTANTIATE_TEST_SUITE_P(
    Again, Filling,
    testing::Values(
        FillCase{R"({"reason":"old"})", R"({"code":"x"})", false, normally, R"({"reason":"old","code":"x"})", P{}},
        FillCase{R"({"reason":"old"})", R"({"reason":"old"})", false, normally, R"({"reason":"old"})", P{}},
        FillCase{R"({"reason":"a","detail":"x"})", R"({"reason":"b"})", false, normally,
                 R"({"reason":"b","detail":"x"})", P{}}, // hidden, but not lost
        FillCase{R"({"reason":"a","detail":"x"})", R"({"detail":null})", false, normally, R"({"reason":"a"})", P{}},
        FillCase{R"({"reason":"a"})", R"({"reason":null})", false, normally, "", P{"fields.reason"}},
        FillCase{R"({"reason":"a","code":"x"})", R"({"code":"x"})", false, urgently, "", P{}},
        FillCase{R"({"reason":"a","code":"x"})", R"({"code":null})", false, urgently, "", P{"fields.code"}},
        FillCase{R"({"reason":"a","gone":"x"})", R"({"gone":"x"})", false, normally, "", P{}},
        FillCase{R"({"reason":"a"})", R"({"gone":null})", false, normally, "", P{"fields.gone"}}));

TEST(Moving, AsksForWhatTheNewStatusRequires) {
    Circumstances const resolved{Priority::normal, "done", StatusCategory::resolved};
    Problems missing, there;
    check_move(sample_form(), {{"reason", "a"}}, normally, resolved, missing);
    EXPECT_TRUE(missing.has("fields.note"));
    check_move(sample_form(), {{"note", "x"}}, normally, resolved, there); // reason was missing before
    EXPECT_TRUE(there.empty());
}

TEST(CarryingOver, KeepsWhatBothFormsHave) {
    auto const from = sample_form();
    auto to = sample_form();
    std::erase_if(to.fields, [](auto const& f) { return f.key == "code"; });
    auto const kept = carry_over(from, to, {{"reason", "a"}, {"code", "x"}});
    EXPECT_EQ(json::value(kept.values), parse_json(R"({"reason":"a"})"));
    ASSERT_EQ(kept.changes.size(), 1u);
    EXPECT_EQ(kept.changes[0].field.key, "code");
    EXPECT_TRUE(kept.changes[0].after.is_null());
}

std::string first_problem(Form const& form, Field const& field) {
    Problems problems;
    check_definition(form, field, problems);
    try {
        problems.raise();
    } catch (Error const& error) {
        return error.errors.front().field;
    }
    return "";
}

TEST(Definition, IsRefusedWhenItLeadsNowhere) {
    auto const form = sample_form();
    auto field = field_of_kind(text, "new");
    EXPECT_EQ(first_problem(form, field), "");
    field.shown_if = one("nothing", "a");
    EXPECT_EQ(first_problem(form, field), "shown_if.all[0]");
    field.shown_if = one("detail", "a"); // a text
    EXPECT_EQ(first_problem(form, field), "shown_if.all[0]");
    field.shown_if = Condition{};
    EXPECT_EQ(first_problem(form, field), "shown_if");
    auto reason = *field_of(form, "reason");
    reason.shown_if = one("gift", "true"); // which is shown by the reason
    EXPECT_EQ(first_problem(form, reason), "shown_if");
    auto chosen = field_of_kind(choice, "chosen");
    chosen.default_value = "old";
    EXPECT_EQ(first_problem(form, chosen), "default_value");
    chosen.default_value = nullptr;
    chosen.options[1].key = "a";
    EXPECT_EQ(first_problem(form, chosen), "options[1].key");
    chosen.options[1] = {"x", "x", "a", false};
    EXPECT_EQ(first_problem(form, chosen), "options[1].parent");
    chosen.options.assign(1'001, {});
    EXPECT_EQ(first_problem(form, chosen), "options");
    auto number = field_of_kind(phone, "number");
    number.default_value = "13800138000";
    EXPECT_EQ(first_problem(form, number), "default_value");
}

} // namespace
} // namespace baton
