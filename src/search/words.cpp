#include "search/words.h"

#include "base/unicode.h"

#include <array>
#include <memory>
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

std::string utf8_of(icu::UnicodeString const& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

bool is_ideograph(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    auto const script = uscript_getScript(c, &error);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_HANGUL || script == USCRIPT_BOPOMOFO;
}

enum class Kind { none, word, ideographs };

Kind kind_of(UChar32 c) {
    if (is_ideograph(c)) return Kind::ideographs;
    return u_isalnum(c) || (u_getCombiningClass(c) != 0) ? Kind::word : Kind::none;
}

struct Run {
    Kind kind = Kind::none;
    std::vector<icu::UnicodeString> characters;
};

// Runs of one kind, without what nothing is found by.
std::vector<Run> runs_of(icu::UnicodeString const& text) {
    std::vector<Run> runs;
    auto before = Kind::none;
    for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        auto const c = text.char32At(i);
        auto const kind = kind_of(c);
        if (kind != Kind::none && kind != before) runs.push_back({kind, {}});
        if (kind != Kind::none) runs.back().characters.emplace_back(c);
        before = kind;
    }
    return runs;
}

// Empty when it is too long to be one.
std::string word_of(Run const& run) {
    icu::UnicodeString word;
    if (run.characters.size() <= longest_word)
        for (auto const& c : run.characters) word += c;
    return utf8_of(word);
}

std::vector<std::string> pairs_of(Run const& run) {
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i + 1 < run.characters.size(); ++i)
        pairs.push_back(utf8_of(run.characters[i] + run.characters[i + 1]));
    return pairs;
}

} // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (auto const& run : runs_of(one_form(text))) {
        if (run.kind == Kind::word) {
            if (auto word = word_of(run); !word.empty()) words.push_back(std::move(word));
            continue;
        }
        for (auto& pair : pairs_of(run)) words.push_back(std::move(pair));
        words.push_back(utf8_of(run.characters.back()));
    }
    return words;
}

std::vector<Term> terms_of(std::string_view question) {
    std::vector<Term> terms;
    for (auto const& run : runs_of(one_form(question))) {
        if (run.kind == Kind::word) {
            if (auto word = word_of(run); !word.empty()) terms.push_back({{std::move(word)}, true});
        } else if (run.characters.size() == 1) terms.push_back({{utf8_of(run.characters.front())}, true});
        else terms.push_back({pairs_of(run), false});
    }
    return terms;
}

} // namespace baton
