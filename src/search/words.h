// What a text can be found by. Texts and questions are brought into one form (base/unicode.h's folded, then simplified
// characters for traditional ones) and cut into words: Latin letters and digits as they stand between spaces and signs,
// Chinese, Japanese and Korean in pairs of neighbours, since nothing marks their words. Input is valid UTF-8. Any
// thread.
#pragma once
#include "db/text_index.h"

namespace baton {

// In the order of the text. A run of ideographs gives each pair and its last one alone: 奶粉罐 gives 奶粉 粉罐 罐, so
// that no pair follows the last one of another run.
std::vector<std::string> words_of(std::string_view text);
// Each ideograph of the text once: what a single one is found by.
std::vector<std::string> ideographs_of(std::string_view text);

// Both, separated by blanks, no more than `most` words.
std::string indexed_words(std::string_view text, std::size_t most);

// What a ticket number is found by, whichever four characters of it are known: all runs of four neighbours, in order.
std::vector<std::string> pieces_of_number(std::string_view number);

// What is asked for: all of it must be there, in any order; of each word one of the ways to find it. A word of three or
// more letters may go on in the text; one with digits from six characters on, since shorter ones are the beginning of
// half of all numbers. Empty when nothing in the question can be found by.
db::TextQuestion question_of(std::string_view asked);

} // namespace baton
