#include "http/connection.h"

#include "http/finish.h"
#include "http/forwarded.h"
#include "http/live.h"
#include <boost/asio/co_spawn.hpp>
#include <spdlog/spdlog.h>

namespace baton::http {

namespace {

// A body up to this size is read before the application is asked about it: one hop to a worker instead of two.
constexpr std::uint64_t small_body = 16 * 1024;

bool is_request_id(std::string_view id) {
    auto const allowed = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    };
    return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, allowed);
}

} // namespace

Connection::Connection(std::shared_ptr<Edge> edge, Loop& loop, Socket socket)
    : edge_(std::move(edge)), loop_(loop), wire_(std::move(socket), edge_->tls ? &*edge_->tls : nullptr) {
    boost::system::error_code error; // a client that is gone already has no address
    auto const peer = wire_.socket().remote_endpoint(error);
    if (!error) remote_ = peer.address().to_string();
    wire_.socket().set_option(asio::ip::tcp::no_delay(true), error);
    wire_.socket().non_blocking(true, error);
    loop_.watch(*this);
}

Connection::~Connection() {
    loop_.forget(*this);
    edge_->connection_ended();
}

void Connection::start() {
    auto const self = shared_from_this();
    asio::co_spawn(loop_.executor(), run(), [self](std::exception_ptr failure) {
        if (!failure) return;
        try {
            std::rethrow_exception(failure);
        } catch (Lost const&) {
        } catch (std::exception const& e) {
            spdlog::error("connection of {}: {}", self->remote_, e.what());
        } catch (...) {
            spdlog::error("connection of {}: failed with an unknown exception", self->remote_);
        }
        self->wire_.close();
    });
}

void Connection::check_time(Clock::time_point now) {
    if (live_ && live_->is_overdue(now)) wire_.close();
    if (now < deadline_) return;
    deadline_ = Clock::time_point::max();
    late_ = true;
    wire_.cancel();
}

void Connection::drain() {
    if (live_) live_->close(1001, "The server is shutting down.");
    else if (idle_) wire_.cancel();
}

void Connection::abandon() {
    abandoned_ = true;
    if (answer_) answer_->abandon();
    wire_.close();
}

Task<void> Connection::run() {
    bool more = co_await handshake();
    while (more && !edge_->draining && !abandoned_) more = co_await serve_request();
    if (!abandoned_) co_await part();
    wire_.close();
}

Task<bool> Connection::handshake() {
    if (!wire_.is_secure()) co_return true;
    deadline_ = Clock::now() + edge_->options.header_timeout;
    auto const [error] = co_await wire_.async_handshake(use_tuple);
    deadline_ = Clock::time_point::max();
    co_return !error; // a failed one is the client's affair, as a closed connection is
}

Task<bool> Connection::serve_request() {
    RequestParser parser(edge_->options.max_header_bytes);
    Response response;
    try {
        if (!co_await read_head(parser)) co_return false;
        identify(parser);
        if (wants_live(*parser.request())) {
            co_await serve_live(parser);
            unread_ = true; // frames may be on their way
            co_return false;
        }
        response = co_await answer(parser);
    } catch (Lost const&) {
        throw;
    } catch (...) {
        response = refuse(parser);
    }
    co_return co_await send(parser, response);
}

// REQUIRES: an exception is being handled.
Response Connection::refuse(RequestParser& parser) {
    identify(parser);
    auto response = edge_->problem_of_current_exception(*parser.request());
    finish(*parser.request(), response);
    return response;
}

void Connection::identify(RequestParser& parser) {
    auto& request = *parser.request();
    if (!request.request_id.empty()) return;
    begun_ = Clock::now();
    head_at_ = now();
    body_sent_ = 0;
    request.remote_address = remote_;
    request.secure = wire_.is_secure();
    if (!edge_->options.trusted_proxies.empty()) apply_forwarded(request, edge_->options.trusted_proxies);
    auto const given = request.header("X-Request-Id");
    request.request_id = is_request_id(given) ? std::string(given) : loop_.new_request_id();
}

Task<Response> Connection::answer(RequestParser& parser) {
    auto const& request = parser.request();
    auto const upload_none = std::shared_ptr<Upload>();
    if (!parser.has_body()) co_return co_await handle(request, std::nullopt, upload_none);
    if (parser.body_length().value_or(small_body + 1) <= small_body && !parser.wants_continue()) {
        co_await read_body(parser, nullptr);
        auto body = std::optional(std::move(parser.body()));
        co_return co_await handle(request, std::move(body), upload_none);
    }
    auto const plan = co_await this->plan(*request);
    parser.limit_body(plan.limit);
    if (parser.wants_continue() && parser.body_received() == 0) co_await send_continue();
    co_await read_body(parser, plan.upload.get());
    if (!plan.upload) request->body = std::move(parser.body());
    co_return co_await handle(request, std::nullopt, plan.upload);
}

Task<BodyPlan> Connection::plan(Request const& head) {
    BodyPlan plan;
    Workers::Job ask = [&] { plan = edge_->application.plan(head); };
    co_await ask_application(ask);
    co_return plan;
}

Task<void> Connection::ask_application(Workers::Job& question) {
    edge_->admit();
    std::exception_ptr failure;
    try {
        co_await on_worker(edge_->workers, loop_.executor(), question);
    } catch (...) {
        failure = std::current_exception();
    }
    edge_->release();
    if (failure) std::rethrow_exception(failure);
}

Task<Response> Connection::handle(std::shared_ptr<Request> request, std::optional<std::string> body,
                                  std::shared_ptr<Upload> upload) {
    edge_->admit(request->target);
    answer_ = std::make_shared<Answer>(*edge_, std::move(request));
    auto start = [&](Resume resume) { answer_->start(std::move(body), std::move(upload), std::move(resume)); };
    co_await suspend(loop_.executor(), start);
    auto const answer = std::exchange(answer_, nullptr);
    co_return std::move(answer->response());
}

Task<void> Connection::serve_live(RequestParser& parser) {
    auto const& request = *parser.request();
    check_upgrade(request);
    if (parser.has_body() || buffer_.size() > 0)
        throw Error(ErrorCode::malformed, "A WebSocket handshake has no body, and frames wait for its answer.");
    auto const session = std::make_shared<LiveSession>(edge_, loop_);
    auto const end = [](LiveSession* s) { s->end(); }; // whatever happens, the application may keep it
    std::unique_ptr<LiveSession, decltype(end)> const ended_at_last(session.get(), end);
    std::shared_ptr<LiveClient> client;
    Workers::Job connect = [&] { client = edge_->live.connect(request, session); };
    co_await ask_application(connect);
    if (!client) throw Error(ErrorCode::not_found, "There is nothing live here.");
    live_ = session;
    if (edge_->draining) drain();
    log(request, 101);
    co_await session->run(wire_, request, client);
}

bool Connection::wants_live(Request const& request) const {
    std::string_view const target = request.target;
    return request.method == Method::get && target.substr(0, target.find('?')) == edge_->options.live_path &&
           same_name(request.header("Upgrade"), "websocket");
}

} // namespace baton::http
