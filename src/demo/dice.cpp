#include "demo/dice.h"

#include <numeric>

namespace baton::demo {

std::uint64_t Dice::next() {
    state_ += 0x9E3779B97F4A7C15;
    auto z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

std::int64_t Dice::between(std::int64_t least, std::int64_t most) {
    auto const choices = std::uint64_t(most - least) + 1;
    return least + std::int64_t((next() >> 16) % choices);
}

std::int64_t Dice::early(std::int64_t least, std::int64_t most) {
    auto const u = between(0, 1000);
    return least + (most - least) * u / 1000 * u / 1000;
}

std::size_t Dice::weighted(std::span<int const> weights) {
    auto at = between(1, std::accumulate(weights.begin(), weights.end(), std::int64_t{0}));
    for (std::size_t i = 0; i < weights.size(); ++i) {
        at -= weights[i];
        if (at <= 0) return i;
    }
    return weights.size() - 1;
}

} // namespace baton::demo
