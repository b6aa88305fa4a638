// What all connections of one server share. Everything here may be used from any thread.
#pragma once
#include "http/request_times.h"
#include "http/server.h"
#include "http/workers.h"
#include <atomic>
#include <boost/asio/ssl/context.hpp>
#include <optional>

namespace spdlog {
class logger;
}

namespace baton::http {

struct Edge {
    Edge(Options, Application&, LiveApplication&);

    // Counts a request as being worked on; release() ends it. Throws Error::unavailable when there are too many,
    // unless it is one of those always served.
    void admit(std::string_view target = {});
    void release();
    // The application's problem document, or a plain answer should that fail.
    Response problem(Error const&, Request const&) noexcept;
    // The same for whatever is being thrown; what is not an Error goes to the log.
    Response problem_of_current_exception(Request const&) noexcept;
    // False when there are too many already.
    bool connection_begun();
    void connection_ended();
    // False when some are left at that time.
    bool wait_for_last_connection(std::chrono::steady_clock::time_point until);
    std::size_t connections() const;

    Options const options;
    Application& application;
    LiveApplication& live;
    std::shared_ptr<spdlog::logger> access_log; // null: none is written
    std::optional<boost::asio::ssl::context> tls;
    std::atomic<bool> draining = false;
    std::atomic<std::size_t> in_flight = 0;
    RequestTimes times;

private:
    mutable std::mutex mutex_;
    std::condition_variable last_ended_;
    std::size_t connections_ = 0;

public:
    Workers workers; // last: its destructor runs jobs that use the rest
};

} // namespace baton::http
