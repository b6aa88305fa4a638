// A key of 32 bytes in memory of its own: locked against swapping, guarded on both sides, not in core dumps,
// read-only once filled, zeroed when freed (libsodium's secure memory). Immutable, so any thread may read it.
#pragma once
#include "base/hash.h"

namespace baton {

class Secret {
public:
    static constexpr std::size_t size = 32;

    static Secret random();
    // REQUIRES: `bytes` has exactly `size` of them.
    explicit Secret(Bytes bytes);

    Bytes bytes() const { return {memory_.get(), size}; }

private:
    struct Free {
        void operator()(unsigned char*) const;
    };
    std::unique_ptr<unsigned char, Free> memory_;
};

// Overwrites what held a secret for a moment.
void wipe(std::span<unsigned char>);
void wipe(std::string&);

} // namespace baton
