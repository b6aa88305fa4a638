// How a connection writes: the answer, its access log line, and a parting that does not take the answer back.
#include "http/access_log.h"
#include "http/connection.h"
#include "http/date.h"
#include "http/finish.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace baton::http {

namespace {

constexpr std::size_t small_enough_to_copy = 16 * 1024; // one write and, under TLS, one record for head and body
constexpr std::size_t source_piece = 64 * 1024;
constexpr std::chrono::seconds parting_time{2};
constexpr std::size_t most_to_discard = 8 << 20;

} // namespace

// True when the connection takes another request.
Task<bool> Connection::send(RequestParser& parser, Response& response) {
    auto const& request = *parser.request();
    bool const all_read = parser.head_complete() && parser.complete();
    HeadOptions options;
    options.http_1_0 = parser.is_http_1_0();
    bool const ends_by_closing = options.http_1_0 && response.source && !response.source->size();
    options.keep_alive = all_read && parser.wants_keep_alive() && !edge_->draining && !ends_by_closing;
    options.date = current_http_date();
    options.request_id = request.request_id;
    auto head = response_head(response, options);
    bool const with_body = request.method != Method::head && allows_body(response.status);
    unread_ = !all_read;
    try {
        co_await write_response(head, response, with_body, !options.http_1_0);
    } catch (...) {
        log(request, response.status);
        throw;
    }
    log(request, response.status);
    co_return options.keep_alive;
}

Task<void> Connection::write_response(std::string& head, Response& response, bool with_body, bool in_chunks) {
    if (!with_body) {
        co_await write_all(head);
    } else if (response.source) {
        co_await write_all(head);
        if (response.source->size()) co_await write_source(*response.source);
        else co_await write_pieces(*response.source, in_chunks);
    } else if (response.body.size() <= small_enough_to_copy) {
        head += response.body;
        co_await write_all(head);
        body_sent_ = response.body.size();
    } else {
        co_await write_all(head);
        co_await write_all(response.body);
        body_sent_ = response.body.size();
    }
}

// The head promised size() bytes: when the source breaks off, only closing tells the client that something is missing.
Task<void> Connection::write_source(Source& source) {
    std::string piece;
    auto left = source.size().value();
    auto read = [&] {
        piece.resize(std::size_t(std::min<std::uint64_t>(left, source_piece)));
        piece.resize(source.read(piece.data(), piece.size()));
    };
    while (left > 0) {
        co_await on_worker(edge_->workers, loop_.executor(), read);
        if (piece.empty()) throw std::runtime_error("a download ended before its size");
        co_await write_all(piece);
        left -= piece.size();
        body_sent_ += piece.size();
    }
}

// The last chunk says that nothing is missing; without it the client knows that the source broke off.
Task<void> Connection::write_pieces(Source& source, bool in_chunks) {
    std::string piece;
    auto read = [&] {
        piece.resize(source_piece);
        piece.resize(source.read(piece.data(), piece.size()));
    };
    for (;;) {
        co_await on_worker(edge_->workers, loop_.executor(), read);
        if (piece.empty()) break;
        auto const bytes = piece.size();
        if (in_chunks) {
            piece.insert(0, fmt::format("{:x}\r\n", bytes));
            piece += "\r\n";
        }
        co_await write_all(piece);
        body_sent_ += bytes;
    }
    if (in_chunks) co_await write_all("0\r\n\r\n");
}

Task<void> Connection::write_all(std::string_view bytes) {
    while (!bytes.empty()) {
        deadline_ = Clock::now() + edge_->options.write_stall_timeout;
        auto const piece = asio::buffer(bytes.data(), bytes.size());
        auto const [error, count] = co_await wire_.async_write_some(piece, use_tuple);
        deadline_ = Clock::time_point::max();
        if (error) throw Lost();
        bytes.remove_prefix(count);
    }
}

Task<void> Connection::send_continue() { return write_all("HTTP/1.1 100 Continue\r\n\r\n"); }

void Connection::log(Request const& request, int status) const {
    auto const took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun_);
    edge_->times.note(status, took);
    if (!edge_->access_log) return;
    AccessEntry entry;
    entry.at = head_at_;
    entry.took_us = took.count();
    entry.status = status;
    entry.bytes = body_sent_;
    edge_->access_log->info(access_line(request, entry));
}

// Closing while the client still sends makes its system throw our last answer away (RFC 9112 §9.6): so the sending
// side is closed first, and what still comes is read for a while.
Task<void> Connection::part() {
    deadline_ = Clock::now() + parting_time;
    if (wire_.is_secure() && !unread_) {
        auto const [error] = co_await wire_.async_shutdown(use_tuple);
        static_cast<void>(error); // gone or late: it is closed either way
    }
    if (!unread_) co_return;
    wire_.shutdown_send();
    co_await discard_input();
}

Task<void> Connection::discard_input() {
    auto const until = Clock::now() + parting_time;
    std::string rubbish(source_piece, '\0');
    auto const space = asio::buffer(rubbish);
    for (std::size_t total = 0; total < most_to_discard && Clock::now() < until;) {
        deadline_ = until;
        auto const [error, count] = co_await wire_.socket().async_read_some(space, use_tuple);
        if (error) break;
        total += count;
    }
    deadline_ = Clock::time_point::max();
}

} // namespace baton::http
