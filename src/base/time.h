// Points in time are UTC microseconds; text is RFC 3339. Nothing here reads a clock but now():
// use cases receive the time as a parameter so that tests can turn it.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace baton {

struct Timestamp {
    std::int64_t us = 0; // microseconds since 1970-01-01T00:00:00Z
    auto operator<=>(Timestamp const&) const = default;
};

inline constexpr std::int64_t microseconds_per_second = 1'000'000;

inline Timestamp operator+(Timestamp t, std::int64_t us) { return {t.us + us}; }
inline std::int64_t operator-(Timestamp a, Timestamp b) { return a.us - b.us; }
inline Timestamp after_seconds(Timestamp t, std::int64_t s) { return t + s * microseconds_per_second; }

Timestamp now();

// "2026-11-21T08:30:00.123456Z"; the fraction is left out when zero.
std::string to_rfc3339(Timestamp);
// Accepts any offset and up to nine fraction digits; refuses what RFC 3339 §5.6 refuses.
std::optional<Timestamp> from_rfc3339(std::string_view);

} // namespace baton
