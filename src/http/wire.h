// A TCP socket with or without TLS on it. Belongs to one I/O thread; not thread-safe.
#pragma once
#include "http/task.h"
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/role.hpp>
#include <optional>

namespace baton::http {

using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;

class Wire {
public:
    using executor_type = Executor;

    Wire(Socket socket, asio::ssl::context* tls) : socket_(std::move(socket)) {
        if (tls) tls_.emplace(socket_, *tls);
    }

    executor_type get_executor() { return socket_.get_executor(); }
    bool is_secure() const { return tls_.has_value(); }
    Socket& socket() { return socket_; }

    template <class Buffers, class Token> auto async_read_some(Buffers const& buffers, Token&& token) {
        if (tls_) return tls_->async_read_some(buffers, std::forward<Token>(token));
        return socket_.async_read_some(buffers, std::forward<Token>(token));
    }
    template <class Buffers, class Token> auto async_write_some(Buffers const& buffers, Token&& token) {
        if (tls_) return tls_->async_write_some(buffers, std::forward<Token>(token));
        return socket_.async_write_some(buffers, std::forward<Token>(token));
    }
    // REQUIRES: is_secure().
    template <class Token> auto async_handshake(Token&& token) {
        return tls_->async_handshake(asio::ssl::stream_base::server, std::forward<Token>(token));
    }

    // Tells the other side that nothing follows. REQUIRES: is_secure().
    template <class Token> auto async_shutdown(Token&& token) {
        return tls_->async_shutdown(std::forward<Token>(token));
    }

    // What is waiting ends with operation_aborted.
    void cancel() {
        boost::system::error_code ignored; // a socket that is closed already has nothing waiting
        socket_.cancel(ignored);
    }
    void close() {
        boost::system::error_code ignored; // closing cannot be done better a second time
        socket_.close(ignored);
    }
    // Nothing more will be sent; the other side reads to the end.
    void shutdown_send() {
        boost::system::error_code ignored; // the other side may be gone
        socket_.shutdown(Socket::shutdown_send, ignored);
    }

private:
    Socket socket_;
    std::optional<asio::ssl::stream<Socket&>> tls_;
};

// How the WebSocket of Beast ends its transport.
inline void beast_close_socket(Wire& wire) { wire.close(); }

template <class Handler> void async_teardown(boost::beast::role_type, Wire& wire, Handler&& handler) {
    wire.shutdown_send();
    asio::post(wire.get_executor(), [h = std::forward<Handler>(handler)]() mutable { h(boost::system::error_code()); });
}

} // namespace baton::http
