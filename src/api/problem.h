// Errors as application/problem+json (RFC 9457). The only place that knows HTTP status codes.
#pragma once
#include "base/error.h"
#include "http/message.h"
#include <exception>

namespace baton::api {

int http_status(ErrorCode);
http::Response problem_response(Error const&);
// Any exception: database trouble becomes 503, the unexpected 500; both are logged with their
// cause under the request id, which the answer does not tell.
Error error_of(std::exception_ptr, std::string_view request_id);

} // namespace baton::api
