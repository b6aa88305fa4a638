// Slows guessing of numbers and phone tails, and floods of tickets and files, without an account to count by. Looking
// up counts failures only: by number, by network and by tenant. Opening and uploading count what was done, by network
// and by tenant. An attempt is charged before it is looked at, so that many at once get no more, and taken back when it
// was right. In memory, per process: each of n nodes gives the budgets once more. Thread-safe.
#pragma once
#include "base/hash.h"
#include "base/id.h"
#include "session/failure_counts.h"

#include <mutex>
#include <string>

namespace baton {

// How often something was tried lately, by several keys at once; in memory of a fixed size.
class Budget {
public:
    struct Key {
        std::string text;
        int limit = 0;
    };
    explicit Budget(std::int64_t window_s) : counts_(window_s, 1 << 16) {}
    // Throws Error::too_many when one of them is used up; else charges all and returns how often the first was charged.
    int charge(std::vector<Key> const&, Timestamp now);
    void take_back(std::vector<Key> const&, Timestamp now);

private:
    std::uint64_t hash_of(Key const&) const;

    std::array<unsigned char, 16> const secret_ = random_bytes<16>(); // so that nobody can choose what collides
    std::mutex mutex_;
    FailureCounts counts_;
};

class PortalThrottle {
public:
    static constexpr std::int64_t window_s = 15 * 60;
    static constexpr int failures_per_number = 5, failures_per_network = 30, failures_per_tenant = 1'000;
    static constexpr int tickets_per_network = 100, tickets_per_tenant = 5'000, tickets_before_proof = 20;
    static constexpr int files_per_network = 200, files_per_tenant = 5'000;

    // Charges a look-up; found() takes it back.
    class Lookup {
    public:
        Lookup(PortalThrottle&, TenantId, std::string const& number, std::string const& address, Timestamp now);
        void found();

    private:
        Budget& budget_;
        std::vector<Budget::Key> keys_;
        Timestamp now_;
    };
    // Charges a new ticket unless it ends without keep(). times(): how many came from there lately, with this one.
    class Opening {
    public:
        Opening(PortalThrottle&, TenantId, std::string const& address, Timestamp now);
        ~Opening();
        Opening(Opening const&) = delete;
        int times() const { return times_; }
        void keep() { kept_ = true; }

    private:
        Budget& budget_;
        std::vector<Budget::Key> keys_;
        Timestamp now_;
        int times_ = 0;
        bool kept_ = false;
    };
    void charge_file(TenantId, std::string const& address, Timestamp now);

private:
    Budget lookups_{window_s}, openings_{window_s}, files_{window_s};
};

} // namespace baton
