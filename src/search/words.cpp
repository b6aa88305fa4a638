#include "search/words.h"

#include "base/unicode.h"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <stdexcept>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace baton {
namespace {

constexpr std::size_t longest_word = 100; // characters; a key or a picture in base64 is no word

// One table instead of a transliteration of every text, which takes a thousand times as long.
class Simplified {
public:
    Simplified() {
        UErrorCode error = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> const hans(
            icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, error));
        if (U_FAILURE(error)) throw std::runtime_error("ICU has no table of simplified characters");
        for (int i = 0; i < int(table_.size()); ++i) {
            icu::UnicodeString text(char16_t(first + i));
            hans->transliterate(text);
            table_[std::size_t(i)] = text.length() == 1 ? text[0] : char16_t(first + i);
        }
    }
    char16_t operator()(char16_t c) const { return c < first || c > last ? c : table_[std::size_t(c - first)]; }

private:
    static constexpr char16_t first = 0x3400, last = 0x9FFF;
    std::array<char16_t, last - first + 1> table_{};
};

icu::UnicodeString one_form(std::string_view utf8) {
    static Simplified const simplified;
    auto text = icu::UnicodeString::fromUTF8(folded(utf8));
    for (int i = 0; i < text.length(); ++i) text.setCharAt(i, simplified(text[i]));
    return text;
}

std::string utf8_of(UChar32 c) {
    std::string out;
    icu::UnicodeString(c).toUTF8String(out);
    return out;
}

bool is_ideograph(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    auto const script = uscript_getScript(c, &error);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_HANGUL || script == USCRIPT_BOPOMOFO;
}

enum class Kind { none, word, ideograph };

Kind kind_of(UChar32 c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ? Kind::word : Kind::none; // folded
    if (is_ideograph(c)) return Kind::ideograph;
    return u_isalnum(c) || (u_getCombiningClass(c) != 0) ? Kind::word : Kind::none;
}

// Neighbours of one kind, without what nothing is found by.
struct Run {
    Kind kind = Kind::none;
    std::vector<std::string> characters;

    std::size_t size() const { return characters.size(); }
    std::string whole() const {
        std::string all;
        for (auto const& c : characters) all += c;
        return all;
    }
};

std::vector<Run> runs_of(std::string_view utf8) {
    auto const text = one_form(utf8);
    std::vector<Run> runs;
    auto before = Kind::none;
    for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        auto const c = text.char32At(i);
        auto const kind = kind_of(c);
        if (kind != Kind::none && kind != before) runs.push_back({kind, {}});
        if (kind != Kind::none) runs.back().characters.push_back(utf8_of(c));
        before = kind;
    }
    return runs;
}

std::vector<std::string> pairs_of(Run const& run) {
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i + 1 < run.size(); ++i) pairs.push_back(run.characters[i] + run.characters[i + 1]);
    return pairs;
}

void put_words(std::vector<std::string>& words, std::vector<Run> const& runs) {
    for (auto const& run : runs) {
        if (run.kind == Kind::word) {
            if (run.size() <= longest_word) words.push_back(run.whole());
            continue;
        }
        for (auto& pair : pairs_of(run)) words.push_back(std::move(pair));
        words.push_back(run.characters.back());
    }
}

std::vector<std::string> ideographs_in(std::vector<Run> const& runs) {
    std::set<std::string> each;
    for (auto const& run : runs)
        if (run.kind == Kind::ideograph) each.insert(run.characters.begin(), run.characters.end());
    return {each.begin(), each.end()};
}

constexpr std::size_t piece = 4; // characters of a number
constexpr std::size_t least_letters = 3, least_with_digits = 6;

bool may_go_on(Run const& run) {
    bool const has_digit = std::ranges::any_of(run.characters, [](auto const& c) { return c >= "0" && c <= "9"; });
    return run.size() >= (has_digit ? least_with_digits : least_letters);
}

std::vector<std::string> pieces_of(Run const& run) {
    std::vector<std::string> pieces;
    for (std::size_t i = 0; i + piece <= run.size(); ++i) {
        auto& text = pieces.emplace_back("n_");
        for (std::size_t k = i; k < i + piece; ++k) text += run.characters[k];
    }
    return pieces;
}

std::vector<db::Phrase> ways_to_find(Run const& run) {
    if (run.kind == Kind::ideograph)
        return {{run.size() == 1 ? std::vector{run.characters.front()} : pairs_of(run), false}};
    std::vector<db::Phrase> ways{{{run.whole()}, may_go_on(run)}};
    if (run.size() >= piece) ways.push_back({pieces_of(run), false});
    return ways;
}

} // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    put_words(words, runs_of(text));
    return words;
}

std::vector<std::string> ideographs_of(std::string_view text) { return ideographs_in(runs_of(text)); }

std::string indexed_words(std::string_view text, std::size_t most) {
    auto const runs = runs_of(text);
    std::vector<std::string> words;
    put_words(words, runs);
    auto single = ideographs_in(runs);
    // What is cut off is the end of the text, not what single ideographs are found by.
    if (words.size() + single.size() > most) words.resize(std::min(words.size(), most - std::min(most, single.size())));
    std::ranges::move(single, std::back_inserter(words));
    words.resize(std::min(words.size(), most));
    std::string all;
    for (auto const& word : words) (all += word) += ' ';
    return all;
}

std::vector<std::string> pieces_of_number(std::string_view number) {
    std::vector<std::string> words;
    for (auto const& run : runs_of(number)) {
        // Its letters too: many numbers begin with the same ones, so they are a word like others.
        std::string letters;
        for (auto const& c : run.characters)
            if (c < "0" || c > "9") letters += c;
        if (run.size() < piece) words.push_back(run.whole());
        else if (!letters.empty()) words.push_back(letters);
        std::ranges::move(pieces_of(run), std::back_inserter(words));
    }
    return words;
}

db::TextQuestion question_of(std::string_view asked) {
    db::TextQuestion question;
    for (auto const& run : runs_of(asked)) question.push_back(ways_to_find(run));
    return question;
}

} // namespace baton
