// Times as HTTP writes them (RFC 9110 §5.6.7).
#pragma once
#include <ctime>
#include <string>
#include <string_view>

namespace baton::http {

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(std::time_t);
// The same for now, made once per second and thread. Valid until the thread's next call.
std::string_view current_http_date();

} // namespace baton::http
