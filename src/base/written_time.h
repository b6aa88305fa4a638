// Moments as people and programs write them into tables, in a pattern of Unicode TR 35 such as "yyyy-MM-dd HH:mm:ss" or
// "d.M.yyyy", read strictly in a time zone. One thread.
#pragma once
#include "base/time.h"

#include <memory>
#include <vector>

namespace baton {

class WrittenTime {
public:
    // With no pattern: RFC 3339, or year, month and day with or without a time, parted by - or /. Throws
    // std::invalid_argument for a pattern or a zone that is none.
    WrittenTime(std::string const& pattern, std::string const& zone);
    ~WrittenTime();
    WrittenTime(WrittenTime&&) noexcept;
    std::optional<Timestamp> read(std::string_view) const;

private:
    struct Pattern;
    std::vector<Pattern> patterns_;
};

} // namespace baton
