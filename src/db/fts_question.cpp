#include "db/fts_question.h"

#include <map>
#include <unordered_map>

namespace baton::db {
namespace {

struct Language {
    std::string_view quote, next, begins, either, both;
};

std::string word(std::string_view text, Language const& l) {
    std::string out(l.quote);
    for (char const c : text)
        if (c != '\'' && c != '"' && c != '\\' && c != '\0') out += c;
    return out += l.quote;
}

template <class List, class F> std::string joined(List const& list, std::string_view between, F f) {
    std::string out = "(";
    for (auto const& each : list) {
        if (out.size() > 1) out += between;
        out += f(each);
    }
    return out += ")";
}

std::string in_language(TextQuestion const& question, Language const& l) {
    auto const phrase = [&](Phrase const& p) {
        auto out = joined(p.words, l.next, [&](std::string const& w) { return word(w, l); });
        if (p.begins) out.insert(out.size() - 1, l.begins);
        return out;
    };
    auto const any = [&](std::vector<Phrase> const& phrases) { return joined(phrases, l.either, phrase); };
    return joined(question, l.both, any);
}

template <class F> void for_each_word(std::string_view words, F f) {
    while (!words.empty()) {
        auto const end = std::min(words.find(' '), words.size());
        if (end > 0) f(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

constexpr std::size_t most_places_of_one = 250; // PostgreSQL keeps 255

} // namespace

std::string fts_question(TextQuestion const& question) {
    return in_language(question, {"\"", " + ", " *", " OR ", " AND "});
}

std::string tsquery_text(TextQuestion const& question) {
    return in_language(question, {"'", " <-> ", ":*", " | ", " & "});
}

std::string tsvector_text(IndexedText const& given) {
    std::unordered_map<std::string_view, std::vector<std::pair<int, char>>> places;
    int place = 0;
    for_each_word(given.title_words, [&](auto w) { places[w].emplace_back(++place, 'A'); });
    for_each_word(given.open_words, [&](auto w) { places[w].emplace_back(++place, 'B'); });
    for_each_word(given.inner_words, [&](auto w) { places[w].emplace_back(++place, 'D'); });
    for_each_word(given.keys, [&](auto w) { places[w]; });
    std::string out;
    for (auto& [w, at] : places) {
        out += word(w, {"'", "", "", "", ""});
        if (at.size() > most_places_of_one) at.resize(most_places_of_one);
        char sign = ':';
        for (auto const& [where, weight] : at) {
            ((out += std::exchange(sign, ',')) += std::to_string(where)) += weight;
        }
        out += ' ';
    }
    return out;
}

} // namespace baton::db
