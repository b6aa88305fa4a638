#include "form/value.h"

#include "customer/contact.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::size_t longest_text = 1'000, longest_long_text = 20'000, longest_reference = 100, longest_word = 200;
constexpr std::size_t most_digits = 20, most_decimals = 10, most_money_decimals = 4;

FieldValue wrong(std::string problem) { return {nullptr, std::move(problem), {}}; }
FieldValue good(json::value value) { return {std::move(value), "", {}}; }

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "-007.50" → "-7.5"; absent for what is no decimal of this many digits.
std::optional<std::string> decimal_from_text(std::string_view text, std::size_t decimals) {
    bool const negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    auto const point = text.find('.');
    auto whole = text.substr(0, point);
    auto fraction = point == text.npos ? std::string_view() : text.substr(point + 1);
    if (!is_digits(whole) || (point != text.npos && !is_digits(fraction))) return std::nullopt;
    while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
    while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
    if (whole.size() > most_digits || fraction.size() > decimals) return std::nullopt;
    bool const is_zero = whole == "0" && fraction.empty();
    return fmt::format("{}{}{}{}", negative && !is_zero ? "-" : "", whole, fraction.empty() ? "" : ".", fraction);
}

std::optional<std::string> decimal_of(json::value const& given, std::size_t decimals) {
    if (auto const* text = given.if_string()) return decimal_from_text(*text, decimals);
    if (auto const* n = given.if_int64()) return decimal_from_text(std::to_string(*n), decimals);
    if (auto const* n = given.if_uint64()) return decimal_from_text(std::to_string(*n), decimals);
    if (auto const* n = given.if_double()) return decimal_from_text(fmt::format("{}", *n), decimals);
    return std::nullopt;
}

FieldValue text_value(json::value const& given, std::size_t longest) {
    auto const* text = given.if_string();
    if (!text) return wrong("must be text");
    Problems problems;
    std::string problem;
    if (!detail::check_text(*text, 1, longest, "value", problems)) try {
            problems.raise();
        } catch (Error const& error) {
            problem = error.what();
        }
    return problem.empty() ? good(*text) : wrong(problem);
}

FieldValue number_value(json::value const& given) {
    auto const number = decimal_of(given, most_decimals);
    if (!number) return wrong("must be a number such as 12.5, with at most 20 digits and 10 decimals");
    return good(json::value(*number));
}

FieldValue money_value(json::value const& given) {
    constexpr auto shape = "must be such as {\"amount\": \"12.50\", \"currency\": \"CNY\"}";
    auto const* o = given.if_object();
    if (!o || o->size() != 2 || !o->contains("amount") || !o->contains("currency")) return wrong(shape);
    auto const amount = decimal_of(o->at("amount"), most_money_decimals);
    auto const* currency = o->at("currency").if_string();
    bool const is_code = currency && currency->size() == 3 &&
                         std::ranges::all_of(*currency, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!amount || !is_code) return wrong(shape);
    return good(json::object{{"amount", *amount}, {"currency", *currency}});
}

FieldValue date_value(json::value const& given) {
    auto const* text = given.if_string();
    bool const is_date =
        text && text->size() == 10 && from_rfc3339(fmt::format("{}T00:00:00Z", std::string_view(*text))).has_value();
    return is_date ? good(*text) : wrong("must be a day such as 2026-11-21");
}

FieldValue datetime_value(json::value const& given) {
    auto const* text = given.if_string();
    auto const at = text ? from_rfc3339(*text) : std::nullopt;
    return at ? good(json::value(to_rfc3339(*at))) : wrong("must be a time such as 2026-11-21T08:30:00+08:00");
}

bool is_leaf(Field const& field, Option const& option) {
    return std::ranges::none_of(field.options, [&](Option const& o) { return !o.archived && o.parent == option.key; });
}

std::string option_problem(Field const& field, json::value const& given) {
    auto const* key = given.if_string();
    auto const* option = key ? option_of(field, *key) : nullptr;
    if (!option) return "must be the key of one of its options";
    if (option->archived) return "this option is archived; choose another one";
    if (field.kind == FieldKind::cascade && !is_leaf(field, *option)) return "choose one of the options below this one";
    return "";
}

FieldValue choice_value(Field const& field, json::value const& given) {
    auto problem = option_problem(field, given);
    return problem.empty() ? good(given) : wrong(std::move(problem));
}

// In the order of the options, so that the same choice is the same value.
FieldValue choices_value(Field const& field, json::value const& given) {
    auto const* list = given.if_array();
    if (!list) return wrong("must be a list of keys of its options");
    for (auto const& each : *list)
        if (auto problem = option_problem(field, each); !problem.empty()) return wrong(std::move(problem));
    json::array chosen;
    for (auto const& option : field.options)
        if (std::ranges::find(*list, json::value(std::string_view(option.key))) != list->end())
            chosen.push_back(json::value(std::string_view(option.key)));
    if (chosen.size() != list->size()) return wrong("names an option twice");
    if (chosen.empty()) return good(nullptr);
    return good(std::move(chosen));
}

FieldValue phone_value(json::value const& given) {
    auto const* text = given.if_string();
    auto const normal = text ? normal_phone(*text) : std::nullopt;
    if (!normal) return wrong("must be a phone number");
    return {json::value(masked_phone(*normal)), "", *normal};
}

FieldValue customer_value(json::value const& given) {
    auto const* text = given.if_string();
    return text && parse_id(*text) ? good(given) : wrong("must be the id of a customer");
}

} // namespace

FieldValue normalise(Field const& field, json::value const& given) {
    if (given.is_null()) return good(nullptr);
    switch (field.kind) {
    case FieldKind::text:
        return text_value(given, longest_text);
    case FieldKind::long_text:
        return text_value(given, longest_long_text);
    case FieldKind::number:
        return number_value(given);
    case FieldKind::money:
        return money_value(given);
    case FieldKind::date:
        return date_value(given);
    case FieldKind::datetime:
        return datetime_value(given);
    case FieldKind::choice:
    case FieldKind::cascade:
        return choice_value(field, given);
    case FieldKind::multi_choice:
        return choices_value(field, given);
    case FieldKind::checkbox:
        return given.is_bool() ? good(given) : wrong("must be true or false");
    case FieldKind::phone:
        return phone_value(given);
    case FieldKind::customer:
        return customer_value(given);
    case FieldKind::business_object:
    case FieldKind::asset:
        return text_value(given, longest_reference);
    }
    return wrong("has an unknown kind");
}

std::vector<std::string> words_of(Field const& field, json::value const& value) {
    if (value.is_null() || field.kind == FieldKind::phone) return {};
    if (auto const* flag = value.if_bool()) return {*flag ? "true" : "false"};
    std::vector<std::string> words;
    if (auto const* list = value.if_array())
        for (auto const& each : *list) words.emplace_back(each.as_string());
    else if (auto const* money = value.if_object())
        words.push_back(fmt::format("{} {}", std::string_view(money->at("amount").as_string()),
                                    std::string_view(money->at("currency").as_string())));
    else words.emplace_back(clip(value.as_string(), longest_word));
    if (field.kind == FieldKind::cascade)
        for (auto const* o = option_of(field, words.front()); o && o->parent; o = option_of(field, words.back()))
            words.push_back(*o->parent);
    return words;
}

std::optional<std::string> word_from_text(FieldKind kind, std::string const& written) {
    if (kind == FieldKind::number) return decimal_from_text(written, most_decimals);
    if (kind == FieldKind::phone) return normal_phone(written);
    if (kind == FieldKind::datetime) {
        auto const at = from_rfc3339(written);
        return at ? std::optional(to_rfc3339(*at)) : std::nullopt;
    }
    if (kind == FieldKind::money) {
        auto const blank = written.find(' ');
        auto const amount = decimal_from_text(written.substr(0, blank), most_money_decimals);
        if (!amount || blank == std::string::npos) return std::nullopt;
        return *amount + written.substr(blank);
    }
    return std::string(clip(written, longest_word));
}

} // namespace baton
