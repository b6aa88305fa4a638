// What a text can be found by. Texts and questions are brought into one form (base/unicode.h's folded, then simplified
// characters for traditional ones) and cut into words: Latin letters and digits as they stand between spaces and signs,
// Chinese, Japanese and Korean in pairs of neighbours, since nothing marks their words. Input is valid UTF-8. Any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace baton {

// In the order of the text. A run of ideographs gives each pair and its last one alone: 奶粉罐 gives 奶粉 粉罐 罐, so that
// one ideograph is found as the beginning of a pair or the end of a run.
std::vector<std::string> words_of(std::string_view text);

// One thing asked for: its words one right after the other, the last one perhaps only begun.
struct Term {
    std::vector<std::string> words;
    bool begins = false; // the last word may go on
    bool operator==(Term const&) const = default;
};
// All of them must be there, in any order. Empty when nothing in it can be found by.
std::vector<Term> terms_of(std::string_view question);

} // namespace baton
