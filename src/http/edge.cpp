#include "http/edge.h"

#include "http/access_log.h"
#include "http/finish.h"
#include "http/tls.h"
#include <algorithm>
#include <spdlog/spdlog.h>

namespace baton::http {

namespace {

Response plain_failure() {
    Response r;
    r.status = 500;
    r.headers.push_back({"Content-Type", "text/plain; charset=utf-8"});
    r.body = "Something went wrong on the server.\n";
    return r;
}

} // namespace

Edge::Edge(Options o, Application& a, LiveApplication& l)
    : options(std::move(o)), application(a), live(l), access_log(spdlog::get(access_log_name)),
      workers(options.workers) {
    if (!options.certificate_file.empty() || !options.private_key_file.empty())
        tls = make_tls_context(options.certificate_file, options.private_key_file);
}

void Edge::admit(std::string_view target) {
    if (in_flight.fetch_add(1) < options.max_in_flight) return;
    if (std::ranges::find(options.always_served, target) != options.always_served.end()) return;
    release();
    Error busy(ErrorCode::unavailable, "The server is busy. Try again in a moment.");
    busy.retry_after_s = 1;
    throw busy;
}

void Edge::release() { in_flight.fetch_sub(1); }

Response Edge::problem(Error const& error, Request const& request) noexcept {
    try {
        auto response = application.problem(error, request);
        if (error.retry_after_s > 0 && find_header(response.headers, "Retry-After").empty())
            response.headers.push_back({"Retry-After", std::to_string(error.retry_after_s)});
        return response;
    } catch (std::exception const& e) {
        spdlog::error("request {}: its problem document failed: {}", request.request_id, e.what());
        return plain_failure();
    }
}

Response Edge::problem_of_current_exception(Request const& request) noexcept {
    try {
        throw;
    } catch (Error const& e) {
        return problem(e, request);
    } catch (std::exception const& e) {
        spdlog::error("request {}: {}", request.request_id, e.what());
    } catch (...) {
        spdlog::error("request {}: failed with an unknown exception", request.request_id);
    }
    return problem(internal_error(), request);
}

bool Edge::connection_begun() {
    std::lock_guard const lock(mutex_);
    if (connections_ >= options.max_connections) return false;
    ++connections_;
    return true;
}

void Edge::connection_ended() {
    std::lock_guard const lock(mutex_);
    if (--connections_ == 0) last_ended_.notify_all();
}

bool Edge::wait_for_last_connection(std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    return last_ended_.wait_until(lock, until, [this] { return connections_ == 0; });
}

std::size_t Edge::connections() const {
    std::lock_guard const lock(mutex_);
    return connections_;
}

} // namespace baton::http
