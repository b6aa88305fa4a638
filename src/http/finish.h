// The last steps of an answer before it goes out: security headers, 304, compression, and its head as bytes. Pure
// functions; what they cost is paid on a worker where possible.
#pragma once
#include "http/message.h"

namespace baton::http {

// The answer to anything that failed in a way only the log may explain.
Error internal_error();

// What every page is under, and which pages of other sites may show it: sources as in CSP 3 §6.4.2, such as "'none'".
std::string content_security_policy(std::string_view ancestors);

// True when finish() will compress, which is worth a worker.
bool is_heavy(Request const&, Response const&);

// Adds the security headers and, where the client is to come again, Retry-After; turns a 200 into 304 when the client
// has it already and into 206 when it wants a part, compresses. Throws std::runtime_error for a header with control
// characters, which could begin another answer.
void finish(Request const&, Response&);

// If-None-Match against an ETag, compared weakly (RFC 9110 §13.1.2).
bool matches_etag(std::string_view if_none_match, std::string_view etag);

struct HeadOptions {
    bool keep_alive = true;
    bool http_1_0 = false;
    std::string_view date;
    std::string_view request_id;
};
// Status line and headers, up to and with the empty line.
std::string response_head(Response const&, HeadOptions const&);

// 1xx, 204 and 304 never carry a body.
bool allows_body(int status);

} // namespace baton::http
