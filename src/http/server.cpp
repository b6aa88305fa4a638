#include "http/server.h"

#include "http/connection.h"
#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

namespace baton::http {

namespace {

using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;

// Sweeping eight times per limit keeps limits to an eighth; four times a second is often enough for any.
std::chrono::milliseconds sweep_interval(Options const& o) {
    auto const shortest = std::min({o.header_timeout, o.idle_timeout, o.body_stall_timeout, o.write_stall_timeout});
    return std::clamp(shortest / 8, std::chrono::milliseconds(5), std::chrono::milliseconds(250));
}

// Every connection is a descriptor, and the usual soft limit is 1,024.
void raise_descriptor_limit(std::size_t connections) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    auto const wanted = std::min<rlim_t>(limit.rlim_max, connections + 512);
    if (limit.rlim_cur >= wanted) return;
    limit.rlim_cur = wanted;
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
        spdlog::warn("cannot raise the limit of open files to {}: {}", wanted, std::strerror(errno));
}

} // namespace

struct Server::Impl {
    Impl(Options o, Application& a, LiveApplication& l) : edge(std::make_shared<Edge>(std::move(o), a, l)) {
        for (int i = 0; i < std::max(1, edge->options.io_threads); ++i)
            loops.push_back(std::make_unique<Loop>(sweep_interval(edge->options)));
    }

    void listen();
    void start();
    void stop();
    Task<void> accept();
    void take(Socket, Loop&);

    std::shared_ptr<Edge> edge;
    std::vector<std::unique_ptr<Loop>> loops;
    std::optional<Acceptor> acceptor;
    unsigned short port = 0;
    std::mutex stopping;
    bool running = false;
};

void Server::Impl::listen() {
    auto const& o = edge->options;
    boost::system::error_code no_address;
    asio::ip::tcp::endpoint const endpoint(asio::ip::make_address(o.address, no_address), o.port);
    if (no_address) throw std::runtime_error(fmt::format("Cannot listen on {}: it is no IP address", o.address));
    auto& a = acceptor.emplace(loops.front()->executor());
    a.open(endpoint.protocol());
    a.set_option(asio::socket_base::reuse_address(true));
    a.bind(endpoint);
    a.listen(asio::socket_base::max_listen_connections);
    port = a.local_endpoint().port();
}

void Server::Impl::start() {
    raise_descriptor_limit(edge->options.max_connections);
    try {
        listen();
    } catch (boost::system::system_error const& e) {
        throw std::runtime_error(
            fmt::format("Cannot listen on {}:{}: {}", edge->options.address, edge->options.port, e.code().message()));
    }
    asio::co_spawn(loops.front()->executor(), accept(), [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
    });
    for (auto& loop : loops) loop->start();
    running = true;
}

Task<void> Server::Impl::accept() {
    asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor> pause(loops.front()->executor());
    for (std::size_t next = 0; !edge->draining; ++next) {
        auto& loop = *loops[next % loops.size()];
        Socket socket(loop.executor());
        auto const [error] = co_await acceptor->async_accept(socket, use_tuple);
        if (edge->draining) break;
        if (!error) take(std::move(socket), loop);
        else if (error != asio::error::connection_aborted) {
            spdlog::error("cannot accept connections: {}", error.message()); // descriptors ran out, most likely
            pause.expires_after(std::chrono::milliseconds(200));
            co_await pause.async_wait(use_task);
        }
    }
}

void Server::Impl::take(Socket socket, Loop& loop) {
    if (!edge->connection_begun()) {
        static constexpr std::string_view full =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        boost::system::error_code ignored; // a fresh socket takes so little without waiting, or is gone
        socket.non_blocking(true, ignored);
        socket.send(asio::buffer(full), 0, ignored);
        return;
    }
    auto const shared = std::make_shared<Socket>(std::move(socket));
    asio::dispatch(loop.executor(), [edge = edge, &loop, shared] {
        std::make_shared<Connection>(edge, loop, std::move(*shared))->start();
    });
}

void Server::Impl::stop() {
    std::lock_guard const one_at_a_time(stopping);
    if (!std::exchange(running, false)) return;
    edge->draining = true;
    asio::post(loops.front()->executor(), [this] { acceptor->close(); });
    for (auto& loop : loops) loop->drain();
    if (!edge->wait_for_last_connection(Clock::now() + edge->options.drain_timeout)) {
        spdlog::warn("{} connections did not end in time and are cut", edge->connections());
        for (auto& loop : loops) loop->abandon();
        edge->wait_for_last_connection(Clock::time_point::max());
    }
    for (auto& loop : loops) loop->join();
}

Server::Server(Options o, Application& a, LiveApplication& l) : impl_(std::make_unique<Impl>(std::move(o), a, l)) {}

Server::~Server() { stop(); }

void Server::start() { impl_->start(); }

unsigned short Server::port() const { return impl_->port; }

RequestFigures Server::figures() const {
    auto figures = impl_->edge->times.figures();
    figures.connections = impl_->edge->connections();
    figures.in_flight = impl_->edge->in_flight;
    return figures;
}

void Server::stop() { impl_->stop(); }

} // namespace baton::http
