#include "demo/phrase.h"

#include <fmt/format.h>
#include <stdexcept>
#include <vector>

namespace baton::demo {
namespace {

// The choices between two brackets, whose opening one was just passed; leaves `rest` after the closing one.
std::vector<std::string_view> choices_in(std::string_view& rest) {
    std::vector<std::string_view> choices;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        char const c = rest[i];
        if (c == '[') ++depth;
        if ((c == '|' && depth == 0) || (c == ']' && depth == 0)) {
            choices.push_back(rest.substr(begin, i - begin));
            begin = i + 1;
        }
        if (c == ']' && depth-- == 0) {
            rest.remove_prefix(i + 1);
            return choices;
        }
    }
    throw std::logic_error("a phrase has a [ without its ]");
}

std::string_view slot_in(std::string_view& rest, Slots const& slots) {
    auto const end = rest.find('}');
    if (end == rest.npos) throw std::logic_error("a phrase has a { without its }");
    auto const name = rest.substr(0, end);
    auto const it = slots.find(name);
    if (it == slots.end()) throw std::logic_error(fmt::format("a phrase asks for {}, which nobody filled", name));
    rest.remove_prefix(end + 1);
    return it->second;
}

} // namespace

std::string phrase(Dice& dice, std::string_view rest, Slots const& slots) {
    std::string text;
    while (!rest.empty()) {
        char const c = rest.front();
        if (c == ']') throw std::logic_error("a phrase has a ] without its [");
        if (c != '[' && c != '{') {
            auto const plain = rest.substr(0, rest.find_first_of("[]{"));
            text += plain;
            rest.remove_prefix(plain.size());
            continue;
        }
        rest.remove_prefix(1);
        if (c == '{') text += slot_in(rest, slots);
        else text += phrase(dice, dice.one_of(choices_in(rest)), slots);
    }
    return text;
}

std::string phrase(Dice& dice, Lines patterns, Slots const& slots) {
    return phrase(dice, dice.one_of(patterns), slots);
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

} // namespace baton::demo
