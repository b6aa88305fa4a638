// One line of JSON per answered request, for the spdlog logger named "access" (none is written when it does not exist
// when the server is made). Never bodies, tokens or query values.
#pragma once
#include "base/time.h"
#include "http/message.h"

namespace baton::http {

inline constexpr char const* access_log_name = "access";

struct AccessEntry {
    Timestamp at; // when the head had arrived
    std::int64_t took_us = 0;
    int status = 0;
    std::uint64_t bytes = 0; // of the body that went out
};

std::string access_line(Request const&, AccessEntry const&);

} // namespace baton::http
