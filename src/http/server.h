// HTTP/1.1 and WebSocket over TCP, optionally TLS (Boost.Beast, coroutines on a few I/O threads).
// It knows sockets, limits and time; what a request means is the Application's business, which it
// calls on its worker threads (problem() also on an I/O thread). Answered requests are written to
// the spdlog logger "access" when one exists at construction.
#pragma once
#include "base/address.h"
#include "http/message.h"
#include "http/request_times.h"
#include <chrono>

namespace baton::http {

struct Options {
    std::string address = "127.0.0.1";
    unsigned short port = 8080; // 0 = any free one
    int io_threads = 1;
    int workers = 16;
    std::size_t max_connections = 10'000;
    std::size_t max_in_flight = 2'048; // requests being worked on; more answer 503 + Retry-After
    std::uint32_t max_header_bytes = 16 * 1024;
    std::chrono::milliseconds header_timeout{10'000}; // from the first byte (or idle keep-alive: idle_timeout)
    std::chrono::milliseconds idle_timeout{75'000};
    std::chrono::milliseconds body_stall_timeout{20'000}; // no byte of a body for so long: 408
    std::uint64_t min_body_rate = 1'024;                  // bytes per second over the whole body, after the grace
    std::chrono::milliseconds body_rate_grace{10'000};
    std::chrono::milliseconds write_stall_timeout{20'000};
    std::chrono::milliseconds drain_timeout{30'000}; // stop(): how long accepted requests may take
    std::size_t live_buffer_bytes = 1 << 20;         // waiting for one slow live client before 4408
    std::string certificate_file, private_key_file;  // both set: TLS
    std::string live_path = "/live";
    std::vector<AddressRange> trusted_proxies; // whose X-Forwarded-For and -Proto are believed
    // However much there is to do: who supervises us must not take a busy server for a dead one.
    std::vector<std::string> always_served{"/healthz", "/readyz", "/metrics"};
};

class Server {
public:
    Server(Options, Application&, LiveApplication&);
    ~Server(); // stops
    // Binds and starts; throws std::runtime_error with a sentence when the address is taken.
    void start();
    unsigned short port() const;
    RequestFigures figures() const; // thread-safe
    // Stops accepting, finishes every request already accepted (keep-alive connections answer
    // Connection: close), closes live clients with 1001, then returns. Thread-safe, repeatable.
    void stop();

    struct Impl;

private:
    std::unique_ptr<Impl> impl_;
};

} // namespace baton::http
