// The one error that ends a request. Thrown anywhere, turned into a problem document in one
// place (api/problem.cpp). Expected absence is std::optional, not an Error.
#pragma once
#include <boost/describe/enum.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace baton {

BOOST_DEFINE_ENUM_CLASS(ErrorCode,
                        malformed,          // 400: not JSON, bad cursor, bad URL
                        unauthenticated,    // 401
                        forbidden,          // 403: known, but not allowed
                        not_found,          // 404: absent or out of the caller's sight
                        method_not_allowed, // 405
                        timed_out,          // 408: the request did not arrive in time
                        conflict,           // 409: stale version or forbidden move
                        too_large,          // 413
                        unsupported_type,   // 415
                        invalid,            // 422: every wrong field is listed
                        version_required,   // 428
                        too_many,           // 429: throttled
                        headers_too_large,  // 431
                        internal,           // 500: our fault; the cause is in the log only
                        unavailable)        // 503: overloaded, shutting down, or outcome unknown

// `field` is a JSON path such as "requester.phone" or "tags[1]"; "" means the whole request.
struct FieldError {
    std::string field;
    std::string message;
    bool operator==(FieldError const&) const = default;
};

struct Error : std::runtime_error {
    Error(ErrorCode c, std::string const& message) : std::runtime_error(message), code(c) {}
    Error(ErrorCode c, std::string field, std::string const& message)
        : std::runtime_error(message), code(c), errors{{std::move(field), message}} {}
    // REQUIRES: errors is not empty.
    explicit Error(std::vector<FieldError> e)
        : std::runtime_error(e.front().message), code(ErrorCode::invalid), errors(std::move(e)) {}

    // With what is stored now.
    static Error conflict(std::string const& message, boost::json::value current) {
        Error error(ErrorCode::conflict, message);
        error.current = std::move(current);
        return error;
    }

    ErrorCode code;
    std::vector<FieldError> errors;
    std::optional<boost::json::value> current; // 409: what is stored now
    int retry_after_s = 0;                     // 429, 503: 0 = the edge's default
    std::string allowed;                       // 405: the methods there are, "GET, POST"
};

} // namespace baton
