// How a connection reads: head and body, each against its own clock.
#include "http/connection.h"

#include <algorithm>

namespace baton::http {

namespace {

constexpr std::size_t room_idle = 2 * 1024; // what an idle connection costs
constexpr std::size_t room_body = 64 * 1024;
constexpr std::size_t full_piece = 64 * 1024;

} // namespace

Task<Connection::Got> Connection::read_some(std::size_t room) {
    late_ = false;
    auto const space = buffer_.prepare(room);
    auto const [error, count] = co_await wire_.async_read_some(space, use_tuple);
    deadline_ = Clock::time_point::max();
    buffer_.commit(count);
    if (count > 0) co_return Got::bytes;
    co_return late_ ? Got::late : Got::end;
}

void Connection::feed(RequestParser& parser) {
    auto const bytes = buffer_.cdata();
    buffer_.consume(parser.feed({static_cast<char const*>(bytes.data()), bytes.size()}));
}

// False when the client left, or idled too long, between two requests.
Task<bool> Connection::read_head(RequestParser& parser) {
    auto const& options = edge_->options;
    auto const max = 2 * std::size_t(options.max_header_bytes);
    if (buffer_.size() == 0 && buffer_.capacity() > room_idle) buffer_ = {};
    idle_ = buffer_.size() == 0;
    auto const idle_until = Clock::now() + options.idle_timeout;
    auto head_until = Clock::now() + options.header_timeout;
    for (feed(parser); !parser.head_complete(); feed(parser)) {
        deadline_ = idle_ ? idle_until : head_until;
        auto const got = co_await read_some(room_idle);
        if (got != Got::bytes && idle_) co_return false;
        if (got == Got::end) throw Lost();
        if (got == Got::late) throw Error(ErrorCode::timed_out, "The header of the request did not arrive in time.");
        if (buffer_.size() > max) throw Error(ErrorCode::headers_too_large, "The header of the request is too large.");
        if (std::exchange(idle_, false)) head_until = Clock::now() + options.header_timeout;
    }
    idle_ = false;
    co_return true;
}

Task<void> Connection::read_body(RequestParser& parser, Upload* upload) {
    auto begun = Clock::now();
    for (;;) {
        feed(parser);
        if (upload && (parser.complete() || parser.body().size() >= full_piece)) {
            auto const before = Clock::now();
            co_await write_piece(parser, *upload);
            begun += Clock::now() - before; // our slowness is not the client's
        }
        if (parser.complete()) co_return;
        if (buffer_.size() > edge_->options.max_header_bytes)
            throw Error(ErrorCode::malformed, "A chunk header of the request body is too long.");
        hurry_body(parser, begun);
        auto const got = co_await read_some(room_body);
        if (got == Got::end) throw Lost();
        if (got == Got::late) throw Error(ErrorCode::timed_out, "The body of the request did not arrive in time.");
    }
}

Task<void> Connection::write_piece(RequestParser& parser, Upload& upload) {
    auto const piece = std::exchange(parser.body(), std::string());
    auto write = [&] { upload.write(piece); };
    co_await on_worker(edge_->workers, loop_.executor(), write);
}

// The body must not stall, and must keep up with the least rate once the grace is over.
void Connection::hurry_body(RequestParser const& parser, Clock::time_point begun) {
    auto const& options = edge_->options;
    auto const paid =
        std::chrono::milliseconds(parser.body_received() * 1000 / std::max<std::uint64_t>(1, options.min_body_rate));
    auto const rate_until = begun + std::max(options.body_rate_grace, paid);
    deadline_ = std::min(Clock::now() + options.body_stall_timeout, rate_until);
}

} // namespace baton::http
