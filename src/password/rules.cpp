#include "base/text.h"
#include "password/password.h"

#include <algorithm>
#include <array>
#include <set>

namespace baton {
namespace {

constexpr std::size_t min_length = 10, min_different = 5, least_part = 3, run_length = 4;

// What people choose when a password must be longer: a favourite word with digits and signs around it.
constexpr auto favourites = std::to_array<std::string_view>(
    {"",         "password", "passw",    "passwd",    "pass",     "secret",     "welcome",  "letmein",  "admin",
     "root",     "user",     "login",    "test",      "guest",    "master",     "changeme", "default",  "hello",
     "iloveyou", "ilove",    "woaini",   "woaiwojia", "aini",     "baby",       "dragon",   "monkey",   "sunshine",
     "princess", "football", "superman", "batman",    "computer", "internet",   "service",  "support",  "helpdesk",
     "customer", "company",  "kefu",     "mima",      "denglu",   "guanliyuan", "gongsi",   "zhongguo", "beijing",
     "shanghai", "summer",   "winter",   "spring",    "autumn",   "januar",     "monday",   "friday",   "baton",
     "a",        "aa",       "aaa",      "abc",       "abcd",     "q",          "qq",       "w",        "z"});

// Keys beside each other, digits and letters in order.
constexpr auto rows = std::to_array<std::string_view>(
    {"01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
     "qazwsxedcrfvtgbyhnujm", "1q2w3e4r5t6y7u8i9o0p", "147258369", "159357"});

// Signs people write for letters.
char letter_of(char c) {
    switch (c) {
    case '@':
    case '4':
        return 'a';
    case '0':
        return 'o';
    case '1':
    case '!':
        return 'i';
    case '3':
        return 'e';
    case '$':
    case '5':
        return 's';
    case '7':
        return 't';
    default:
        return c;
    }
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80); }

// Without the digits and signs around it.
std::string core_of(std::string_view lower) {
    auto const first = std::ranges::find_if(lower, is_letter);
    auto last = lower.end();
    while (last != first && !is_letter(*(last - 1))) --last;
    std::string core(first, last);
    std::ranges::transform(core, core.begin(), letter_of);
    return core;
}

bool is_favourite(std::string_view lower) {
    std::string folded(lower);
    std::ranges::transform(folded, folded.begin(), letter_of);
    auto const found = [](std::string_view core) { return std::ranges::find(favourites, core) != favourites.end(); };
    return found(core_of(lower)) || found(core_of(folded));
}

// How far the text goes on along a row, forwards or backwards.
std::size_t run_at(std::string_view text, std::string_view row) {
    std::size_t n = 0;
    while (n < text.size() && n < row.size() && text[n] == row[n]) ++n;
    return n;
}

std::size_t longest_run(std::string_view text) {
    std::size_t longest = 1;
    for (auto const row : rows) {
        std::string const backwards(row.rbegin(), row.rend());
        for (std::size_t i = 0; i < row.size(); ++i)
            longest =
                std::max({longest, run_at(text, row.substr(i)), run_at(text, std::string_view(backwards).substr(i))});
    }
    return longest;
}

// Nothing but runs: "qwertyuiop", "abcd1234", "1234567890".
bool is_all_runs(std::string_view lower) {
    while (!lower.empty()) {
        auto const n = longest_run(lower);
        if (n < std::min(run_length, lower.size())) return false;
        lower.remove_prefix(n);
    }
    return true;
}

// The same few characters again and again: "abcabcabcabc".
bool repeats_itself(std::string_view text) {
    for (std::size_t unit = 1; unit <= text.size() / 2; ++unit)
        if (text.substr(unit) == text.substr(0, text.size() - unit)) return true;
    return false;
}

bool contains_part(std::string_view lower, std::string_view part) {
    return code_points(part) >= least_part && lower.find(ascii_lower(part)) != std::string_view::npos;
}

} // namespace

std::string password_problem(std::string_view password, std::string_view login, std::string_view name) {
    if (code_points(password) < min_length) return "must have at least 10 characters";
    auto const lower = ascii_lower(password);
    if (contains_part(lower, login)) return "must not contain the login";
    if (contains_part(lower, name)) return "must not contain the name";
    if (lower == ascii_lower(login) || lower == ascii_lower(name)) return "must not be the login or the name";
    if (std::set<char>(lower.begin(), lower.end()).size() < min_different)
        return "must have at least 5 different characters";
    if (repeats_itself(lower)) return "must not be the same characters repeated";
    if (is_favourite(lower) || is_all_runs(lower)) return "is one of the first things a guesser would try";
    return "";
}

} // namespace baton
