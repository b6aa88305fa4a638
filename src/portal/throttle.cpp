#include "portal/throttle.h"

#include "base/address.h"
#include "base/error.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace baton {
namespace {

std::string of_network(TenantId tenant, std::string const& address) {
    return fmt::format("{} from {}", tenant.value, network_of(address));
}

std::string of_tenant(TenantId tenant) { return fmt::format("{}", tenant.value); }

} // namespace

std::uint64_t Budget::hash_of(Key const& key) const {
    auto const hash = sha256({secret_, bytes_of(key.text)});
    std::uint64_t number;
    std::memcpy(&number, hash.data(), sizeof number);
    return number;
}

int Budget::charge(std::vector<Key> const& keys, Timestamp now) {
    std::lock_guard const lock(mutex_);
    int wait_s = 0;
    for (auto const& key : keys) wait_s = std::max(wait_s, counts_.wait_s(hash_of(key), key.limit, now));
    if (wait_s > 0) {
        Error error(ErrorCode::too_many, "Too many attempts. Try again later.");
        error.retry_after_s = wait_s;
        throw error;
    }
    for (auto const& key : keys) counts_.add(hash_of(key), now);
    return counts_.of(hash_of(keys.front()), now);
}

void Budget::take_back(std::vector<Key> const& keys, Timestamp now) {
    std::lock_guard const lock(mutex_);
    for (auto const& key : keys) counts_.take_back(hash_of(key), now);
}

PortalThrottle::Lookup::Lookup(PortalThrottle& throttle, TenantId tenant, std::string const& number,
                               std::string const& address, Timestamp now)
    : budget_(throttle.lookups_), keys_{{fmt::format("{} number {}", tenant.value, number), failures_per_number},
                                        {of_network(tenant, address), failures_per_network},
                                        {of_tenant(tenant), failures_per_tenant}},
      now_(now) {
    budget_.charge(keys_, now);
}

void PortalThrottle::Lookup::found() { budget_.take_back(keys_, now_); }

PortalThrottle::Opening::Opening(PortalThrottle& throttle, TenantId tenant, std::string const& address, Timestamp now)
    : budget_(throttle.openings_), keys_{{of_network(tenant, address), tickets_per_network},
                                         {of_tenant(tenant), tickets_per_tenant}},
      now_(now), times_(budget_.charge(keys_, now)) {}

PortalThrottle::Opening::~Opening() {
    if (!kept_) budget_.take_back(keys_, now_);
}

void PortalThrottle::charge_file(TenantId tenant, std::string const& address, Timestamp now) {
    files_.charge({{of_network(tenant, address), files_per_network}, {of_tenant(tenant), files_per_tenant}}, now);
}

} // namespace baton
