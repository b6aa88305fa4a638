#include "custody/phrase.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t check_size = 3, letters = (Secret::size + check_size) * 8 / 5, group = 4;
using Checked = std::array<unsigned char, Secret::size + check_size>;

Hash checksum(Bytes key) { return sha256({bytes_of("baton recovery phrase"), key}); }

// 0 to 31, or -1.
int value_of(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    auto const at = alphabet.find(c);
    return at == std::string_view::npos ? -1 : int(at);
}

bool is_separator(char c) { return c == '-' || c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::vector<unsigned char> values_of(std::string_view phrase) {
    std::vector<unsigned char> values;
    values.reserve(letters);
    std::size_t place = 0;
    for (char const c : phrase) {
        ++place;
        if (is_separator(c)) continue;
        int const value = value_of(c);
        if (value < 0)
            throw CustodyError(fmt::format("Character {} of the recovery phrase belongs to none: it has digits and "
                                           "letters without U.",
                                           place));
        if (values.size() == letters) throw CustodyError("The recovery phrase is too long: it has 14 groups of 4.");
        values.push_back(static_cast<unsigned char>(value));
    }
    if (values.size() < letters)
        throw CustodyError(fmt::format("The recovery phrase has 14 groups of 4, {} characters; this one has {}.",
                                       letters, values.size()));
    return values;
}

std::size_t letters_in(std::string_view text) {
    return std::size_t(std::ranges::count_if(text, [](char c) { return !is_separator(c); }));
}

} // namespace

std::vector<std::string> phrases_in(std::string_view text) {
    if (letters_in(text) <= letters) return {std::string(text)};
    std::vector<std::string> phrases;
    while (!text.empty()) {
        auto const line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (letters_in(line) > 0) phrases.emplace_back(line);
    }
    return phrases;
}

std::string phrase_of(Secret const& secret) {
    Checked all;
    auto const check = checksum(secret.bytes());
    std::ranges::copy(check.begin(), check.begin() + check_size, std::ranges::copy(secret.bytes(), all.begin()).out);
    std::string phrase;
    for (std::size_t i = 0; i < letters; ++i) {
        auto const bit = i * 5;
        unsigned const two = all[bit / 8] << 8U | (bit / 8 + 1 < all.size() ? all[bit / 8 + 1] : 0U);
        if (i > 0 && i % group == 0) phrase += '-';
        phrase += alphabet[two >> (11 - bit % 8) & 31U];
    }
    wipe(all);
    return phrase;
}

Secret secret_of_phrase(std::string_view phrase) {
    auto values = values_of(phrase);
    Checked all{};
    for (std::size_t bit = 0; bit < letters * 5; ++bit)
        if (values[bit / 5] >> (4 - bit % 5) & 1) all[bit / 8] |= static_cast<unsigned char>(0x80 >> bit % 8);
    wipe(values);
    Bytes const key(all.data(), Secret::size);
    auto const check = checksum(key);
    bool const right = equal_in_constant_time(Bytes(check).first(check_size), Bytes(all).last(check_size));
    std::optional<Secret> secret;
    if (right) secret.emplace(key);
    wipe(all);
    if (!secret) throw CustodyError("The recovery phrase has a wrong character: its checksum does not fit.");
    return std::move(*secret);
}

} // namespace baton
