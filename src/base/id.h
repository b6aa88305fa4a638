// Strong 64-bit ids: a TicketId is not a UserId. Strings in JSON, bigint in SQL.
// 41 bits of milliseconds since 2024, 10 bits of node, 12 bits of counter: ids made by one
// node grow, ids of different nodes never meet.
#pragma once
#include "base/time.h"
#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace baton {

template <class Tag> struct Id {
    std::int64_t value = 0;
    auto operator<=>(Id const&) const = default;
};

struct TenantTag;
using TenantId = Id<TenantTag>;
inline constexpr TenantId default_tenant{1};

// Decimal digits only, no sign, no leading zero, at most 2^63-1.
std::optional<std::int64_t> parse_id(std::string_view digits);

// Thread-safe. Never returns an id at or below `high_water`, even when the clock goes back;
// persist high_water() now and then and pass it at the next start.
class IdGenerator {
public:
    // REQUIRES: 0 <= node < 1024.
    IdGenerator(int node, std::int64_t high_water) : node_(node), last_(high_water) {}
    std::int64_t next(Timestamp now);
    std::int64_t high_water() const;
    // Not above any id made at this moment or later.
    static std::int64_t first_at(Timestamp);
    // Above any id made before this moment. An id is never of an earlier time than its row; it is of a later one when
    // the clock had been set back, and this holds as long as that was by less than a day.
    static std::int64_t first_surely_after(Timestamp);
    // The moment encoded in an id, to the millisecond.
    static Timestamp made_at(std::int64_t id);

private:
    int node_;
    mutable std::mutex mutex_;
    std::int64_t last_;
};

} // namespace baton

template <class Tag> struct std::hash<baton::Id<Tag>> {
    std::size_t operator()(baton::Id<Tag> id) const noexcept { return std::hash<std::int64_t>()(id.value); }
};
