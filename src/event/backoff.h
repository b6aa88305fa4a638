#pragma once
// How long to wait after something failed a number of times in a row.
#include <algorithm>
#include <chrono>

namespace baton {

// 100 ms, 200 ms, 400 ms … at most 30 s. REQUIRES: failures >= 1.
inline std::chrono::milliseconds backoff(int failures) {
    return std::chrono::milliseconds(std::min(30'000, 100 << std::min(failures - 1, 9)));
}

} // namespace baton
