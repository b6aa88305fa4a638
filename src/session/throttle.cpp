#include "session/throttle.h"

#include <algorithm>
#include <cstring>

namespace baton {
namespace {

std::string pair_of(Attempt const& a) { return a.network + "\n" + a.login; }

bool is_power_of_ten(int n) {
    while (n > 1 && n % 10 == 0) n /= 10;
    return n == 1;
}

} // namespace

std::uint64_t SignInThrottle::key_of(char kind, std::string_view text) const {
    auto const hash = sha256({secret_, bytes_of({&kind, 1}), bytes_of(text)});
    std::uint64_t key;
    std::memcpy(&key, hash.data(), sizeof key);
    return key;
}

int SignInThrottle::begin(Attempt const& a, Timestamp now) {
    auto const pair = key_of('p', pair_of(a)), network = key_of('n', a.network), login = key_of('l', a.login);
    std::lock_guard const lock(mutex_);
    if (a.known) {
        auto const wait = known_.wait_s(pair, per_login_and_network, now);
        if (wait == 0) known_.add(pair, now);
        return wait;
    }
    auto const wait =
        std::max({strangers_.wait_s(pair, per_login_and_network, now), strangers_.wait_s(network, per_network, now),
                  strangers_.wait_s(login, per_login, now)});
    if (wait > 0) return wait;
    for (auto const key : {pair, network, login}) strangers_.add(key, now);
    return 0;
}

void SignInThrottle::take_back(Attempt const& a, Timestamp now) {
    auto const pair = key_of('p', pair_of(a)), network = key_of('n', a.network), login = key_of('l', a.login);
    std::lock_guard const lock(mutex_);
    if (a.known) return known_.take_back(pair, now);
    for (auto const key : {pair, network, login}) strangers_.take_back(key, now);
}

int SignInThrottle::begin_code(std::string const& person, Timestamp now) {
    auto const key = key_of('c', person);
    std::lock_guard const lock(mutex_);
    auto const wait = codes_.wait_s(key, codes_per_person, now);
    if (wait == 0) codes_.add(key, now);
    return wait;
}

void SignInThrottle::take_back_code(std::string const& person, Timestamp now) {
    auto const key = key_of('c', person);
    std::lock_guard const lock(mutex_);
    codes_.take_back(key, now);
}

int SignInThrottle::worth_recording(std::string const& login, Timestamp now) {
    auto const key = key_of('r', login);
    std::lock_guard const lock(mutex_);
    recorded_.add(key, now);
    auto const failures = recorded_.of(key, now);
    return is_power_of_ten(failures) ? failures : 0;
}

} // namespace baton
