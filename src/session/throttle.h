// Slows guessing of passwords: counts failures by login and address together, and by address, so
// that nobody can lock out a person at his own address. In memory, per process. Thread-safe.
#pragma once
#include "base/time.h"
#include <map>
#include <mutex>
#include <string>

namespace baton {

class SignInThrottle {
public:
    // Seconds to wait before the next try; 0 = go on.
    int wait_s(std::string const& login, std::string const& address, Timestamp now);
    void failed(std::string const& login, std::string const& address, Timestamp now);
    void succeeded(std::string const& login, std::string const& address);

private:
    struct Window {
        Timestamp since{};
        int failures = 0;
    };
    int wait_of(std::string const& key, int limit, Timestamp now) const;
    void count(std::string const& key, Timestamp now);
    void forget_old(Timestamp now);

    mutable std::mutex mutex_;
    std::map<std::string, Window> windows_;
};

} // namespace baton
