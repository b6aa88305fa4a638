// One client: reads requests, has them answered, writes the answers in order. Lives on one loop's thread and ends
// itself.
#pragma once
#include "base/time.h"
#include "http/answer.h"
#include "http/loop.h"
#include "http/request_parser.h"
#include "http/wire.h"
#include <boost/beast/core/flat_buffer.hpp>

namespace baton::http {

class LiveSession;

class Connection : public Watched, public std::enable_shared_from_this<Connection> {
public:
    Connection(std::shared_ptr<Edge>, Loop&, Socket);
    ~Connection() override;
    void start();

    void check_time(Clock::time_point now) override;
    void drain() override;
    void abandon() override;

private:
    enum class Got { bytes, end, late };
    struct Lost {}; // the other side is gone: nobody is left to answer

    // connection.cpp: its life
    Task<void> run();
    Task<bool> handshake();
    Task<bool> serve_request();
    Response refuse(RequestParser&);
    Task<Response> answer(RequestParser&);
    Task<Response> handle(std::shared_ptr<Request>, std::optional<std::string> body, std::shared_ptr<Upload>);
    Task<BodyPlan> plan(Request const&);
    Task<void> ask_application(Workers::Job& question);
    Task<void> serve_live(RequestParser&);
    void identify(RequestParser&);
    bool wants_live(Request const&) const;

    // reading.cpp
    Task<Got> read_some(std::size_t room);
    Task<bool> read_head(RequestParser&);
    Task<void> read_body(RequestParser&, Upload*);
    Task<void> write_piece(RequestParser&, Upload&);
    void feed(RequestParser&);
    void hurry_body(RequestParser const&, Clock::time_point begun);

    // writing.cpp
    Task<bool> send(RequestParser&, Response&);
    Task<void> write_response(std::string& head, Response&, bool with_body, bool in_chunks);
    Task<void> write_source(Source&);
    Task<void> write_pieces(Source&, bool in_chunks);
    Task<void> write_all(std::string_view bytes);
    Task<void> send_continue();
    Task<void> part();
    Task<void> discard_input();
    void log(Request const&, int status) const;

    std::shared_ptr<Edge> edge_;
    Loop& loop_;
    Wire wire_;
    std::string remote_;
    boost::beast::flat_buffer buffer_;
    std::shared_ptr<Answer> answer_;    // while the application works on it
    std::shared_ptr<LiveSession> live_; // after an upgrade
    Clock::time_point deadline_ = Clock::time_point::max();
    bool late_ = false; // the deadline cancelled what was waiting
    bool idle_ = true;  // between requests
    bool abandoned_ = false;
    bool unread_ = false; // the client sent more than was read: closing now would take the answer from it
    Timestamp head_at_{};
    Clock::time_point begun_{};
    std::uint64_t body_sent_ = 0;
};

} // namespace baton::http
