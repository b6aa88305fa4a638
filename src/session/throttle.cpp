#include "session/throttle.h"

#include <algorithm>

namespace baton {
namespace {

constexpr std::int64_t window_s = 15 * 60;
constexpr int per_login_and_address = 10, per_address = 100;
constexpr std::size_t most_windows = 100'000;

std::string pair_key(std::string const& login, std::string const& address) { return address + "\n" + login; }

} // namespace

int SignInThrottle::wait_of(std::string const& key, int limit, Timestamp now) const {
    auto const it = windows_.find(key);
    if (it == windows_.end() || it->second.failures < limit) return 0;
    auto const left = (after_seconds(it->second.since, window_s) - now) / microseconds_per_second;
    return int(std::max<std::int64_t>(left, 0));
}

int SignInThrottle::wait_s(std::string const& login, std::string const& address, Timestamp now) {
    std::lock_guard const lock(mutex_);
    return std::max(wait_of(pair_key(login, address), per_login_and_address, now), wait_of(address, per_address, now));
}

void SignInThrottle::count(std::string const& key, Timestamp now) {
    auto& window = windows_[key];
    if (after_seconds(window.since, window_s) < now) window = {now, 0};
    ++window.failures;
}

void SignInThrottle::forget_old(Timestamp now) {
    std::erase_if(windows_, [&](auto const& w) { return after_seconds(w.second.since, window_s) < now; });
    if (windows_.size() > most_windows) windows_.clear(); // a flood from many addresses: memory comes first
}

void SignInThrottle::failed(std::string const& login, std::string const& address, Timestamp now) {
    std::lock_guard const lock(mutex_);
    if (windows_.size() > most_windows) forget_old(now);
    count(pair_key(login, address), now);
    count(address, now);
}

void SignInThrottle::succeeded(std::string const& login, std::string const& address) {
    std::lock_guard const lock(mutex_);
    windows_.erase(pair_key(login, address));
}

} // namespace baton
