#include "user/user.h"

#include <algorithm>

namespace baton {

std::string normal_login(std::string_view login) {
    std::string lower(login);
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return lower;
}

std::string password_problem(std::string_view password, std::string_view login) {
    if (code_points(password) < min_password_length) return "must have at least 10 characters";
    if (normal_login(password).find(normal_login(login)) != std::string::npos) return "must not contain the login";
    if (std::ranges::count(password, password.front()) == std::ptrdiff_t(password.size()))
        return "must not be one character repeated";
    return "";
}

} // namespace baton
