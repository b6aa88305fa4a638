// Slows guessing of passwords without a lock that anyone could trigger for somebody else. Failures are counted
//   - by login and network together, for everyone;
//   - by network, and by login, for networks this person has not signed in from lately.
// So strangers share one small budget per login, and a person at a known address has one of his own that nobody
// elsewhere can spend. An attempt is charged before the password is looked at, so that many at once get no more.
// In memory, per process: each of n nodes gives the budgets once more, and a restart gives them anew. Which
// addresses are known is in the database and the same for all. Thread-safe.
#pragma once
#include "base/hash.h"
#include "session/failure_counts.h"

#include <mutex>
#include <string>

namespace baton {

struct Attempt {
    std::string login;   // normalised, with its tenant
    std::string network; // network_of() the remote address
    bool known = false;  // this person signed in from there lately
};

class SignInThrottle {
public:
    static constexpr std::int64_t window_s = 15 * 60;
    static constexpr int per_login_and_network = 10, per_network = 100, per_login = 30;
    static constexpr int codes_per_person = 10;

    // Seconds to wait before the next try; 0 = go on, and the attempt is charged.
    int begin(Attempt const&, Timestamp now);
    // It was right, or the password was never looked at.
    void take_back(Attempt const&, Timestamp now);
    // The same for the second factor, guessed by someone who has the password.
    int begin_code(std::string const& person, Timestamp now);
    void take_back_code(std::string const& person, Timestamp now);
    // Counts a failure or refusal and tells whether this one is worth an event: the 1st, 10th, 100th … of a login.
    // Returns how many there were, or 0.
    int worth_recording(std::string const& login, Timestamp now);

private:
    std::uint64_t key_of(char kind, std::string_view text) const;

    std::array<unsigned char, 16> const secret_ = random_bytes<16>(); // so that nobody can choose what collides
    std::mutex mutex_;
    FailureCounts strangers_{window_s, 1 << 16}, known_{window_s}, codes_{window_s}, recorded_{window_s};
};

} // namespace baton
