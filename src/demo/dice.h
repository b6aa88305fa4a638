// Chance that falls the same on every machine: splitmix64 (Steele, Lea and Flood, 2014) and distributions of our own in
// integers, as those of the standard library differ between implementations. A value, for one thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace baton::demo {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    // Another one, whose throws do not depend on how often this one is thrown later.
    Dice fork() { return Dice(next() ^ 0x5DEECE66D); }

    std::uint64_t next();
    // From `least` to `most`, both included. REQUIRES: least <= most.
    std::int64_t between(std::int64_t least, std::int64_t most);
    // The same, mostly near `least`.
    std::int64_t early(std::int64_t least, std::int64_t most);
    bool chance(int percent) { return between(1, 100) <= percent; }
    // An index, each as likely as its weight. REQUIRES: their sum is above 0.
    std::size_t weighted(std::span<int const> weights);
    template <class List> auto const& one_of(List const& list) {
        return list[std::size_t(between(0, std::int64_t(std::size(list)) - 1))];
    }

private:
    std::uint64_t state_;
};

} // namespace baton::demo
