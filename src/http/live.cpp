#include "http/live.h"

#include "http/scan.h"
#include <boost/asio/co_spawn.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <spdlog/spdlog.h>

namespace baton::http {

namespace websocket = boost::beast::websocket;
using BeastRequest = boost::beast::http::request<boost::beast::http::empty_body>;

namespace {

constexpr std::size_t max_frame = 64 * 1024;
constexpr std::size_t frame_overhead = 64; // so that a flood of tiny frames counts too
constexpr std::chrono::seconds close_time{5};
constexpr std::uint16_t not_text = 1003, failed = 1011, too_slow = 4408;

BeastRequest as_beast(Request const& request) {
    BeastRequest out;
    out.method(boost::beast::http::verb::get);
    out.target({request.target.data(), request.target.size()});
    out.version(11);
    for (auto const& h : request.headers) out.insert({h.name.data(), h.name.size()}, {h.value.data(), h.value.size()});
    return out;
}

} // namespace

void check_upgrade(Request const& request) {
    bool upgrade = false;
    for (auto rest = request.header("Connection"); !rest.empty();)
        upgrade = same_name(take_until(rest, ','), "upgrade") || upgrade;
    if (!upgrade || request.header("Sec-WebSocket-Key").size() != 24 || request.header("Sec-WebSocket-Version") != "13")
        throw Error(ErrorCode::malformed, "This is no WebSocket handshake of version 13.");
}

LiveSession::LiveSession(std::shared_ptr<Edge> edge, Loop& loop)
    : edge_(std::move(edge)), loop_(loop), more_(loop.executor()), joined_(loop.executor()) {}

bool LiveSession::send(Frame frame) {
    std::lock_guard const lock(mutex_);
    if (ended_ || close_) return false;
    waiting_bytes_ += frame->size() + frame_overhead;
    if (waiting_bytes_ > edge_->options.live_buffer_bytes) {
        begin_close(too_slow, "Read faster.");
        return false;
    }
    frames_.push_back(std::move(frame));
    wake();
    return true;
}

void LiveSession::close(std::uint16_t code, std::string reason) {
    std::lock_guard const lock(mutex_);
    if (!ended_ && !close_) begin_close(code, std::move(reason));
}

void LiveSession::end() {
    std::lock_guard const lock(mutex_);
    ended_ = true;
    frames_.clear();
    if (std::exchange(writer_waits_, false)) more_.cancel();
}

// REQUIRES: mutex_ is held and the session has not ended, so that its loop still runs.
void LiveSession::begin_close(std::uint16_t code, std::string reason) {
    if (code == too_slow) frames_.clear(); // it would have to read them before it learns why
    close_.emplace(websocket::close_code(code), reason);
    asio::post(loop_.executor(), [self = shared_from_this()] { self->cut_at_ = Clock::now() + close_time; });
    wake();
}

// REQUIRES: as begin_close().
void LiveSession::wake() {
    if (!std::exchange(writer_waits_, false)) return;
    asio::post(loop_.executor(), [self = shared_from_this()] { self->more_.cancel(); });
}

Task<void> LiveSession::run(Wire& wire, Request const& upgrade, std::shared_ptr<LiveClient> client) {
    auto const self = shared_from_this();
    Stream stream(wire);
    if (co_await shake_hands(stream, upgrade)) {
        writing_ = true;
        auto const done = [self](std::exception_ptr failure) {
            if (failure) spdlog::error("a live client's writer failed");
            self->writing_ = false;
            self->joined_.cancel();
        };
        asio::co_spawn(loop_.executor(), write_frames(stream), done);
        co_await read_frames(stream, *client);
    }
    end();
    wire.cancel();
    co_await join_writer();
    auto say_closed = [&] { client->closed(); };
    co_await on_worker(edge_->workers, loop_.executor(), say_closed);
}

Task<bool> LiveSession::shake_hands(Stream& stream, Request const& upgrade) {
    websocket::stream_base::timeout limits{};
    limits.handshake_timeout = close_time;
    limits.idle_timeout = edge_->options.idle_timeout;
    limits.keep_alive_pings = true;
    stream.set_option(limits);
    auto const decorate = [](websocket::response_type& r) {
        r.set(boost::beast::http::field::server, "baton");
        r.set("Referrer-Policy", "no-referrer");
    };
    stream.set_option(websocket::stream_base::decorator(decorate));
    stream.read_message_max(max_frame);
    stream.auto_fragment(false);
    stream.text(true);
    auto const request = as_beast(upgrade);
    auto const [error] = co_await stream.async_accept(request, use_tuple);
    co_return !error;
}

Task<void> LiveSession::read_frames(Stream& stream, LiveClient& client) {
    boost::beast::flat_buffer buffer;
    for (;;) {
        auto const [error, count] = co_await stream.async_read(buffer, use_tuple);
        if (error) co_return;
        if (!stream.got_text()) {
            close(not_text, "Text frames only.");
        } else {
            auto const bytes = buffer.cdata();
            std::string_view const frame(static_cast<char const*>(bytes.data()), count);
            if (!co_await deliver(client, frame)) close(failed, "Something went wrong on the server.");
        }
        buffer.consume(count);
    }
}

Task<bool> LiveSession::deliver(LiveClient& client, std::string_view frame) {
    bool well = true;
    auto receive = [&] {
        try {
            client.receive(frame);
        } catch (std::exception const& e) {
            spdlog::error("a live client's frame failed: {}", e.what());
            well = false;
        } catch (...) {
            spdlog::error("a live client's frame failed with an unknown exception");
            well = false;
        }
    };
    co_await on_worker(edge_->workers, loop_.executor(), receive);
    co_return well;
}

Task<void> LiveSession::write_frames(Stream& stream) {
    for (;;) {
        auto const todo = next();
        if (todo.ended) co_return;
        if (todo.frame) {
            auto const bytes = asio::buffer(*todo.frame);
            auto const [error, count] = co_await stream.async_write(bytes, use_tuple);
            if (error) co_return;
            written(todo.frame);
        } else if (todo.close) {
            auto const [error] = co_await stream.async_close(*todo.close, use_tuple);
            static_cast<void>(error); // closed, or gone: the reader sees it too
            co_return;
        } else {
            more_.expires_at(Clock::time_point::max());
            auto const [cancelled] = co_await more_.async_wait(use_tuple);
            static_cast<void>(cancelled); // being cancelled is how it is woken
        }
    }
}

LiveSession::Next LiveSession::next() {
    std::lock_guard const lock(mutex_);
    Next next;
    next.ended = ended_;
    if (!frames_.empty()) {
        next.frame = std::move(frames_.front());
        frames_.pop_front();
    } else next.close = close_;
    writer_waits_ = !ended_ && !next.frame && !next.close;
    return next;
}

void LiveSession::written(Frame const& frame) {
    std::lock_guard const lock(mutex_);
    waiting_bytes_ -= frame->size() + frame_overhead;
}

Task<void> LiveSession::join_writer() {
    joined_.expires_at(Clock::time_point::max());
    while (writing_) {
        auto const [cancelled] = co_await joined_.async_wait(use_tuple);
        static_cast<void>(cancelled); // as above
    }
}

} // namespace baton::http
