#include "api/problem.h"

#include "base/json.h"
#include "db/session.h"
#include <spdlog/spdlog.h>

namespace baton::api {
namespace {

char const* title_of(ErrorCode code) {
    switch (code) {
    case ErrorCode::malformed:
        return "Malformed request";
    case ErrorCode::unauthenticated:
        return "Sign in first";
    case ErrorCode::forbidden:
        return "Not allowed";
    case ErrorCode::not_found:
        return "Not found";
    case ErrorCode::method_not_allowed:
        return "Method not allowed";
    case ErrorCode::timed_out:
        return "Request took too long to arrive";
    case ErrorCode::conflict:
        return "Conflict";
    case ErrorCode::too_large:
        return "Too large";
    case ErrorCode::unsupported_type:
        return "Unsupported media type";
    case ErrorCode::invalid:
        return "Invalid input";
    case ErrorCode::version_required:
        return "Version required";
    case ErrorCode::too_many:
        return "Too many requests";
    case ErrorCode::headers_too_large:
        return "Headers too large";
    case ErrorCode::internal:
        return "Internal error";
    case ErrorCode::unavailable:
        return "Temporarily unavailable";
    }
    return "Error";
}

} // namespace

int http_status(ErrorCode code) {
    switch (code) { // no default: a new code does not compile until it is mapped
    case ErrorCode::malformed:
        return 400;
    case ErrorCode::unauthenticated:
        return 401;
    case ErrorCode::forbidden:
        return 403;
    case ErrorCode::not_found:
        return 404;
    case ErrorCode::method_not_allowed:
        return 405;
    case ErrorCode::timed_out:
        return 408;
    case ErrorCode::conflict:
        return 409;
    case ErrorCode::too_large:
        return 413;
    case ErrorCode::unsupported_type:
        return 415;
    case ErrorCode::invalid:
        return 422;
    case ErrorCode::version_required:
        return 428;
    case ErrorCode::too_many:
        return 429;
    case ErrorCode::headers_too_large:
        return 431;
    case ErrorCode::internal:
        return 500;
    case ErrorCode::unavailable:
        return 503;
    }
    return 500;
}

http::Response problem_response(Error const& error) {
    json::object body = {{"type", "urn:baton:problem:" + std::string(name_of(error.code))},
                         {"title", title_of(error.code)},
                         {"status", http_status(error.code)},
                         {"detail", error.what()}};
    if (!error.errors.empty()) {
        auto& list = body["errors"].emplace_array();
        for (auto const& e : error.errors) list.push_back({{"field", e.field}, {"message", e.message}});
    }
    if (error.current && error.code == ErrorCode::version_required) { // what is asked for first is no version
        body["type"] = "urn:baton:problem:proof_required";
        body["title"] = "Proof of work required";
        body["challenge"] = *error.current;
    } else if (error.current) body["current"] = *error.current;
    http::Response response;
    response.status = http_status(error.code);
    response.headers = {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}};
    if (!error.allowed.empty()) response.headers.push_back({"Allow", error.allowed});
    if (error.code == ErrorCode::unauthenticated) response.headers.push_back({"WWW-Authenticate", "Bearer"});
    if (error.code == ErrorCode::too_many || error.code == ErrorCode::unavailable)
        response.headers.push_back({"Retry-After", std::to_string(error.retry_after_s ? error.retry_after_s : 1)});
    response.body = json::serialize(body);
    return response;
}

Error error_of(std::exception_ptr cause, std::string_view request_id) {
    try {
        std::rethrow_exception(cause);
    } catch (Error const& e) {
        return e;
    } catch (db::OutcomeUnknown const& e) {
        spdlog::error("request {}: outcome unknown: {}", request_id, e.what());
        return {ErrorCode::unavailable, "It is not certain whether this was stored. Look before you try again."};
    } catch (db::Unavailable const& e) {
        spdlog::warn("request {}: unavailable: {}", request_id, e.what());
        return {ErrorCode::unavailable, "The service is overloaded or cannot store anything at the moment."};
    } catch (db::Duplicate const& e) {
        spdlog::warn("request {}: {}", request_id, e.what());
        return {ErrorCode::conflict, "Something with the same key was stored at the same time."};
    } catch (std::exception const& e) {
        spdlog::error("request {}: {}", request_id, e.what());
    } catch (...) {
        spdlog::error("request {}: unknown exception", request_id);
    }
    return {ErrorCode::internal,
            "Something went wrong on our side. The operator finds the cause under the request id."};
}

} // namespace baton::api
