#include "password/password.h"

#include "base/error.h"
#include "base/text.h"
#include <algorithm>
#include <atomic>
#include <semaphore>
#include <sodium.h>

namespace baton {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;
constexpr std::size_t min_length = 10;
constexpr int most_waiting = 8; // more would take every worker from those who are signed in

std::counting_semaphore<2> slots(2);
std::atomic<int> waiting = 0;

// Holds one of the two places, after waiting in a short line.
class Place {
public:
    Place() {
        if (waiting.fetch_add(1) >= most_waiting) {
            waiting.fetch_sub(1);
            throw Error(ErrorCode::too_many, "Too many people are signing in at this moment. Try again shortly.");
        }
        slots.acquire();
    }
    ~Place() {
        slots.release();
        waiting.fetch_sub(1);
    }
    Place(Place const&) = delete;
};

std::string hash_now(std::string const& password) {
    char text[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(text, password.data(), password.size(), passes, memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13))
        throw std::runtime_error("not enough memory to hash a password");
    return text;
}

} // namespace

std::string hash_password(std::string const& password) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    Place const place;
    return hash_now(password);
}

bool password_matches(std::string const& password, std::string const& hash) {
    static std::string const nobody = hash_password("nobody has this password");
    Place const place;
    auto const& compared = hash.empty() ? nobody : hash;
    bool const same = crypto_pwhash_str_verify(compared.c_str(), password.data(), password.size()) == 0;
    return same && !hash.empty();
}

std::string password_problem(std::string_view password, std::string_view login) {
    if (code_points(password) < min_length) return "must have at least 10 characters";
    if (ascii_lower(password).find(ascii_lower(login)) != std::string::npos) return "must not contain the login";
    if (std::ranges::count(password, password.front()) == std::ptrdiff_t(password.size()))
        return "must not be one character repeated";
    return "";
}

} // namespace baton
