#include "password/password.h"

#include "base/error.h"
#include <condition_variable>
#include <mutex>
#include <sodium.h>

namespace baton {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;
constexpr int most_at_once = 2;
// Waiting or at work, per line: more would take every worker from those who are signed in.
constexpr int most_in_line[] = {6, 8};

std::mutex mutex;
std::condition_variable freed;
int at_work = 0;
int in_line[] = {0, 0}, waiting[] = {0, 0};

// Holds one of the places, after waiting in a short line.
class Place {
public:
    explicit Place(Line line) : line_(int(line)) {
        std::unique_lock lock(mutex);
        if (in_line[line_] >= most_in_line[line_])
            throw Error(ErrorCode::too_many, "Too many people are signing in at this moment. Try again shortly.");
        ++in_line[line_];
        ++waiting[line_];
        freed.wait(lock, [&] {
            return at_work < most_at_once && (line == Line::familiar || waiting[int(Line::familiar)] == 0);
        });
        --waiting[line_];
        ++at_work;
    }
    ~Place() {
        {
            std::lock_guard const lock(mutex);
            --in_line[line_];
            --at_work;
        }
        freed.notify_all();
    }
    Place(Place const&) = delete;

private:
    int const line_;
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
    Place const place(Line::familiar);
    return hash_now(password);
}

bool password_matches(std::string const& password, std::string const& hash, Line line) {
    static std::string const nobody = hash_password("nobody has this password");
    Place const place(line);
    auto const& compared = hash.empty() ? nobody : hash;
    bool const same = crypto_pwhash_str_verify(compared.c_str(), password.data(), password.size()) == 0;
    return same && !hash.empty();
}

} // namespace baton
