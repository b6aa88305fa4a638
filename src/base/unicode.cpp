#include "base/unicode.h"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <unicode/idna.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace baton {
namespace {

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

icu::Normalizer2 const& make_compatibility() {
    UErrorCode error = U_ZERO_ERROR;
    auto const* instance = icu::Normalizer2::getNFKCInstance(error);
    if (U_FAILURE(error)) throw std::runtime_error("ICU has no normalisation data");
    return *instance;
}

// Asked for once, so that ThreadSanitizer, which does not see into ICU, knows that it was made before it is used.
icu::Normalizer2 const& compatibility() {
    static auto const& instance = make_compatibility();
    return instance;
}

icu::UnicodeString normal(std::string_view utf8) {
    UErrorCode error = U_ZERO_ERROR;
    auto const text = compatibility().normalize(icu::UnicodeString::fromUTF8(std::string(utf8)), error);
    if (U_FAILURE(error)) throw std::runtime_error("ICU does not normalise");
    icu::UnicodeString visible;
    for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1))
        if (auto const c = text.char32At(i); u_charType(c) != U_FORMAT_CHAR) visible.append(c);
    return visible;
}

std::string utf8_of(icu::UnicodeString const& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

std::string ascii_folded(std::string_view text) {
    std::string out;
    for (char const c : text) {
        bool const blank = c == ' ' || (c >= '\t' && c <= '\r');
        if (!blank) out += c >= 'A' && c <= 'Z' ? char(c + 32) : c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

// Letters, digits and hyphens in labels of at most 63 characters (RFC 1035 §2.3.1, RFC 1123 §2.1).
bool is_host_name(std::string_view name) {
    if (name.empty() || name.size() > 253) return false;
    std::size_t start = 0;
    while (start <= name.size()) {
        auto const end = std::min(name.find('.', start), name.size());
        auto const label = name.substr(start, end - start);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
        for (char const c : label)
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
        start = end + 1;
    }
    return true;
}

icu::IDNA const& idna() {
    static std::unique_ptr<icu::IDNA> const instance = [] {
        UErrorCode error = U_ZERO_ERROR;
        std::unique_ptr<icu::IDNA> made(icu::IDNA::createUTS46Instance(
            UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, error));
        if (U_FAILURE(error)) throw std::runtime_error("ICU has no data for domain names");
        return made;
    }();
    return *instance;
}

} // namespace

std::string plain_form(std::string_view utf8) { return is_ascii(utf8) ? std::string(utf8) : utf8_of(normal(utf8)); }

std::string folded(std::string_view utf8) {
    if (is_ascii(utf8)) return ascii_folded(utf8);
    // Folding may take apart what was composed, so it is normalised once more.
    auto text = utf8_of(normal(utf8_of(normal(utf8).foldCase())));
    icu::UnicodeString blanks = icu::UnicodeString::fromUTF8(text), out;
    for (int i = 0; i < blanks.length(); i = blanks.moveIndex32(i, 1)) {
        auto const c = blanks.char32At(i);
        if (!u_isUWhiteSpace(c)) out.append(c);
        else if (!out.isEmpty() && out[out.length() - 1] != u' ') out.append(u' ');
    }
    if (out.endsWith(u" ", 1)) out.truncate(out.length() - 1);
    return utf8_of(out);
}

std::optional<std::string> ascii_domain(std::string_view utf8) {
    std::string name;
    if (is_ascii(utf8)) name = ascii_folded(utf8);
    else {
        UErrorCode error = U_ZERO_ERROR;
        icu::IDNAInfo info;
        icu::UnicodeString out;
        idna().nameToASCII(icu::UnicodeString::fromUTF8(std::string(utf8)), out, info, error);
        if (U_FAILURE(error) || info.hasErrors()) return std::nullopt;
        name = utf8_of(out);
    }
    if (!is_host_name(name)) return std::nullopt;
    return name;
}

} // namespace baton
