#include "type/number_pattern.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::size_t most_characters = 40, most_sequence_digits = 9, longest_sequence = 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

[[noreturn]] void refuse_pattern(std::string sentence) {
    throw Error(ErrorCode::invalid, "number_pattern", std::move(sentence));
}

// Empty for a word that is no date.
std::string_view date_places(std::string_view word) {
    using Known = std::pair<std::string_view, std::string_view>;
    for (auto const& [name, places] : {Known{"yyyymmdd", "YYYYMMDD"}, Known{"yyyymm", "YYYYMM"}, Known{"yyyy", "YYYY"},
                                       Known{"yy", "yy"}, Known{"mm", "MM"}, Known{"dd", "DD"}})
        if (word == name) return places;
    return "";
}

// Of "seq" or "seq:5"; absent for another word.
std::optional<int> sequence_digits(std::string_view word) {
    if (word == "seq") return NumberPattern{}.least_digits;
    if (!word.starts_with("seq:")) return std::nullopt;
    word.remove_prefix(4);
    if (word.size() != 1 || word[0] < '1' || word[0] > '0' + char(most_sequence_digits))
        refuse_pattern("{seq:N}: N is from 1 to 9");
    return word[0] - '0';
}

// Takes "{…}" off the front; true when that was the sequence.
bool take_placeholder(std::string_view& rest, NumberPattern& pattern) {
    auto const close = rest.find('}');
    if (close == std::string_view::npos) refuse_pattern("a { needs its }");
    auto const word = rest.substr(1, close - 1);
    rest.remove_prefix(close + 1);
    if (auto const digits = sequence_digits(word)) {
        pattern.least_digits = *digits;
        return true;
    }
    auto const places = date_places(word);
    if (places.empty()) refuse_pattern("between { and } there can be: yyyymmdd, yyyymm, yyyy, yy, mm, dd, seq, seq:N");
    pattern.prefix.append(places.size(), '0');
    pattern.dates += places;
    return false;
}

void take_character(std::string_view& rest, NumberPattern& pattern) {
    char const c = rest.front();
    if (!is_letter(c) && !is_digit(c) && c != '-' && c != '_')
        refuse_pattern("outside { and } there can be letters from a to z, digits, - and _");
    pattern.prefix += c;
    pattern.dates += ' ';
    rest.remove_prefix(1);
}

bool is_any_digit(NumberPattern const& p, std::size_t i) { return p.dates[i] != ' ' || is_digit(p.prefix[i]); }

bool may_be_same(NumberPattern const& a, NumberPattern const& b, std::size_t i) {
    if (a.dates[i] == ' ' && b.dates[i] == ' ') return a.prefix[i] == b.prefix[i];
    return is_any_digit(a, i) && is_any_digit(b, i);
}

// How much of it comes before the digits that the sequence follows.
std::size_t stem_length(NumberPattern const& p) {
    auto length = p.prefix.size();
    while (length > 0 && is_any_digit(p, length - 1)) --length;
    return length;
}

} // namespace

NumberPattern number_pattern(std::string_view text) {
    NumberPattern pattern;
    bool has_sequence = false;
    for (auto rest = text; !rest.empty();) {
        if (has_sequence) refuse_pattern("must end with its only {seq}");
        if (rest.front() == '{') has_sequence = take_placeholder(rest, pattern);
        else take_character(rest, pattern);
    }
    if (!has_sequence) refuse_pattern("must end with {seq}, which counts the tickets");
    if (pattern.dates.empty() || pattern.dates[0] != ' ' || !is_letter(pattern.prefix[0]))
        refuse_pattern("must begin with a letter: a number of digits only would look like an id");
    if (pattern.prefix.size() + longest_sequence > most_characters)
        refuse_pattern("makes numbers of more than 40 characters: at most 30 before {seq}");
    return pattern;
}

std::string prefix_on(NumberPattern const& pattern, std::int64_t local_date) {
    auto const year = fmt::format("{:04}", local_date / 10'000);
    auto const month = fmt::format("{:02}", local_date / 100 % 100), day = fmt::format("{:02}", local_date % 100);
    auto prefix = pattern.prefix;
    for (std::size_t i = 0; i < prefix.size();) {
        char const place = pattern.dates[i];
        auto const text = place == 'Y'   ? year
                          : place == 'y' ? year.substr(2)
                          : place == 'M' ? month
                          : place == 'D' ? day
                                         : prefix.substr(i, 1);
        prefix.replace(i, text.size(), text);
        i += text.size();
    }
    return prefix;
}

std::string ticket_number(NumberPattern const& pattern, std::string prefix, std::int64_t sequence) {
    return prefix += fmt::format("{:0{}}", sequence, pattern.least_digits);
}

bool may_meet(NumberPattern const& a, NumberPattern const& b) {
    if (a.prefix.size() == b.prefix.size()) return false;
    if (a.prefix.size() > b.prefix.size()) return may_meet(b, a);
    // The digits that end a number begin where its stem ends, so the same number has the same stem.
    if (stem_length(a) != stem_length(b)) return false;
    for (std::size_t i = 0; i < a.prefix.size(); ++i)
        if (!may_be_same(a, b, i)) return false;
    // The sequence of the shorter one must grow over what the longer one has before its own.
    return b.prefix.size() - a.prefix.size() + std::size_t(b.least_digits) <= most_sequence_digits;
}

} // namespace baton
