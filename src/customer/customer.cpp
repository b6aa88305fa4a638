#include "customer/customer.h"

#include <algorithm>

namespace baton {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Full-width digits and plus (U+FF10…, U+FF0B) as phones typed with a Chinese input method have them.
std::string with_ascii_digits(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const rest = text.substr(i);
        if (rest.size() >= 3 && rest.starts_with("\xEF\xBC") && static_cast<unsigned char>(rest[2]) >= 0x90 &&
            static_cast<unsigned char>(rest[2]) <= 0x99) {
            out += char('0' + (static_cast<unsigned char>(rest[2]) - 0x90));
            i += 2;
        } else if (rest.starts_with("＋")) {
            out += '+';
            i += 2;
        } else out += text[i];
    }
    return out;
}

bool is_mainland_mobile(std::string_view digits) { return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3'; }

} // namespace

std::optional<std::string> normal_phone(std::string_view written) {
    auto const text = with_ascii_digits(written);
    std::string digits;
    for (char const c : text) {
        if (is_digit(c)) digits += c;
        else if (std::string_view(" +-().").find(c) == std::string_view::npos) return std::nullopt;
    }
    if (digits.starts_with("00")) digits.erase(0, 2);
    if (is_mainland_mobile(digits)) digits.insert(0, "86");
    if (digits.size() < 3 || digits.size() > 15) return std::nullopt;
    return digits;
}

std::optional<std::string> normal_email(std::string_view written) {
    while (!written.empty() && written.front() == ' ') written.remove_prefix(1);
    while (!written.empty() && written.back() == ' ') written.remove_suffix(1);
    auto const at = written.find('@');
    if (at == 0 || at == std::string_view::npos || at + 1 == written.size()) return std::nullopt;
    if (written.find('@', at + 1) != std::string_view::npos) return std::nullopt;
    if (written.find_first_of(" \t\r\n<>,;\"") != std::string_view::npos) return std::nullopt;
    std::string lower(written);
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return lower;
}

void check_requester(Requester const& r, std::string const& path, Problems& problems) {
    if (r.id) return;
    if (!r.name && !problems.has(join_path(path, "name")))
        problems.add(join_path(path, "name"), "is required unless id is given");
    if (r.phone && !normal_phone(*r.phone)) problems.add(join_path(path, "phone"), "is not a phone number");
    if (r.email && !normal_email(*r.email)) problems.add(join_path(path, "email"), "is not a mail address");
}

} // namespace baton
