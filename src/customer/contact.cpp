#include "customer/contact.h"

#include "base/text.h"
#include "base/unicode.h"

#include <algorithm>

namespace baton {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

bool is_mobile(std::string_view digits) { return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3'; }
bool is_business(std::string_view digits) {
    return digits.size() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
}

// How long the area code at the front is, without the 0 in front of it: 10 and 2x have two digits, others three.
std::size_t area_length(std::string_view digits) { return digits.starts_with("10") || digits.starts_with('2') ? 2 : 3; }

// Area code without 0, and a number of seven or eight digits.
bool is_landline(std::string_view digits) {
    if (digits.empty() || digits[0] == '0' || (digits[0] == '1' && !digits.starts_with("10"))) return false;
    auto const area = area_length(digits);
    return digits.size() == area + 7 || digits.size() == area + 8;
}

bool is_national(std::string_view digits) { return is_mobile(digits) || is_business(digits) || is_landline(digits); }

struct Written {
    std::string number;    // what is dialled first, punctuation and all
    std::string extension; // digits
};

// "转801", "ext. 801", "分机801", "x801", "#801", ";ext=801" (RFC 3966) at the end.
Written split_extension(std::string text) {
    for (std::string_view const word : {"分机号", "分机", "转", ";ext=", "extension", "ext.", "ext", "x", "#"}) {
        auto const at = text.find(word);
        if (at == text.npos) continue;
        std::string extension;
        for (char const c : std::string_view(text).substr(at + word.size())) {
            if (c == ' ' || c == ':' || c == '.') continue;
            extension += c;
        }
        return {text.substr(0, at), extension.empty() ? "?" : extension};
    }
    return {std::move(text), ""};
}

// "010-88886666-801": the last group is an extension when what is before it is a whole landline.
void split_dashed_extension(Written& written) {
    auto const last = written.number.rfind('-');
    if (!written.extension.empty() || last == std::string::npos) return;
    auto const extension = std::string_view(written.number).substr(last + 1);
    std::string digits;
    std::ranges::copy_if(written.number.substr(0, last), std::back_inserter(digits), is_digit);
    if (!all_digits(extension) || extension.size() > 6 || !digits.starts_with('0')) return;
    if (!is_landline(std::string_view(digits).substr(1))) return;
    written.extension = extension;
    written.number.erase(last);
}

bool is_punctuation(std::string_view& rest) {
    for (std::string_view const mark : {" ", "-", "(", ")", ".", "/", "\t", "‐", "‑", "‒", "–", "—", "―", "−", "·"})
        if (rest.starts_with(mark)) {
            rest.remove_prefix(mark.size());
            return true;
        }
    return false;
}

// The digits, and a + when it begins with one. Absent when there is anything that is no part of a number.
std::optional<std::string> dialled(std::string_view rest) {
    std::string digits;
    while (!rest.empty()) {
        if (is_digit(rest[0])) digits += rest[0];
        else if (rest[0] == '+' && digits.empty()) digits = "+";
        else if (is_punctuation(rest)) continue;
        else return std::nullopt;
        rest.remove_prefix(1);
    }
    return digits;
}

// After the country: the 0 that is dialled inside China only, as in "+86 (0)10", is no part of the number.
std::optional<std::string> mainland(std::string_view digits) {
    if (digits.starts_with('0')) digits.remove_prefix(1);
    if (!is_national(digits)) return std::nullopt;
    return "86" + std::string(digits);
}

std::optional<std::string> with_country(std::string digits) {
    bool const foreign = digits.starts_with('+') || digits.starts_with("00");
    if (foreign) digits.erase(0, digits[0] == '+' ? 1 : 2);
    if (!all_digits(digits)) return std::nullopt;
    if (foreign && (digits[0] == '0' || digits.size() < 7)) return std::nullopt; // no country begins with 0
    if (foreign && digits.starts_with("86")) return mainland(std::string_view(digits).substr(2));
    if (foreign) return digits;
    if (digits[0] == '0') return mainland(digits);
    if (is_mobile(digits) || is_business(digits)) return "86" + digits;
    bool const has_country = digits.starts_with("86") && digits.size() > 11;
    if (has_country) return mainland(std::string_view(digits).substr(2));
    return digits;
}

// "+44 (0)20 7946 0958": the (0) is for callers at home.
void drop_trunk_zero(std::string& text) {
    auto const at = text.find("(0)");
    if (at != std::string::npos && text.find('+') < at) text.erase(at, 3);
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool is_local_part(std::string_view local) {
    if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.') return false;
    if (local.find("..") != local.npos || local.find_first_of(" ()<>[]:;@\\,\"") != local.npos) return false;
    return std::ranges::none_of(local, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// Where a mainland number's own part begins, when it is one: "86" + 13800138000.
std::optional<std::string_view> national_part(std::string_view number) {
    if (!number.starts_with("86") || !is_national(number.substr(2))) return std::nullopt;
    return number.substr(2);
}

} // namespace

std::optional<std::string> normal_phone(std::string_view text) {
    if (text.size() > 200 || !is_utf8(text)) return std::nullopt;
    std::string plain = folded(text);
    if (plain.starts_with("tel:")) plain.erase(0, 4);
    auto written = split_extension(std::move(plain));
    drop_trunk_zero(written.number);
    split_dashed_extension(written);
    auto const digits = dialled(written.number);
    auto number = digits ? with_country(*digits) : std::nullopt;
    if (!number || number->size() < 3 || number->size() > 15) return std::nullopt;
    if (written.extension.empty()) return number;
    if (!all_digits(written.extension) || written.extension.size() > 8) return std::nullopt;
    return *number + "x" + written.extension;
}

std::string shown_phone(std::string_view normal) {
    auto const x = std::min(normal.find('x'), normal.size());
    auto const number = normal.substr(0, x);
    std::string const extension = x < normal.size() ? " 转 " + std::string(normal.substr(x + 1)) : "";
    auto const own = national_part(number);
    if (own && is_landline(*own) && !is_mobile(*own) && !is_business(*own)) {
        auto const area = area_length(*own);
        return "0" + std::string(own->substr(0, area)) + "-" + std::string(own->substr(area)) + extension;
    }
    if (own) return std::string(*own) + extension;
    return (number.size() > 8 ? "+" : "") + std::string(number) + extension;
}

std::string masked_phone(std::string_view normal) {
    auto const x = std::min(normal.find('x'), normal.size());
    auto const number = normal.substr(0, x);
    auto const digits = national_part(number).value_or(number);
    if (digits.size() < 8) return "****";
    return std::string(digits.substr(0, 3)) + "****" + std::string(digits.substr(digits.size() - 4));
}

std::optional<std::string> normal_email(std::string_view written) {
    if (written.size() > 1000 || !is_utf8(written)) return std::nullopt;
    std::string const plain = plain_form(written);
    auto const text = trimmed(plain);
    auto const at = text.find('@');
    if (at == text.npos || text.find('@', at + 1) != text.npos || text.find(' ') != text.npos) return std::nullopt;
    auto const local = folded(text.substr(0, at));
    auto const domain = ascii_domain(text.substr(at + 1));
    if (!is_local_part(text.substr(0, at)) || !is_local_part(local) || !domain) return std::nullopt;
    if (local.size() + 1 + domain->size() > 254) return std::nullopt; // RFC 5321 §4.5.3.1.3
    return local + "@" + *domain;
}

std::string masked_email(std::string_view normal) {
    auto const at = std::min(normal.find('@'), normal.size());
    return std::string(clip(normal.substr(0, at), 1)) + "***" + std::string(normal.substr(at));
}

std::string normal_identity(std::string_view channel, std::string_view external_id) {
    return std::string(channel) + ":" + std::string(external_id);
}

} // namespace baton
