// One WebSocket client of /live. Frames to it queue as shared strings up to a limit; a client that lets more pile up is
// cut with 4408. send() and close() come from any thread, all else from the loop's.
#pragma once
#include "http/edge.h"
#include "http/loop.h"
#include "http/wire.h"
#include <boost/beast/websocket/stream.hpp>
#include <deque>

namespace baton::http {

// Throws Error::malformed when the upgrade request lacks what RFC 6455 §4.2.1 demands.
void check_upgrade(Request const&);

class LiveSession : public LiveConnection, public std::enable_shared_from_this<LiveSession> {
public:
    LiveSession(std::shared_ptr<Edge>, Loop&);

    bool send(std::shared_ptr<std::string const> frame) override;
    void close(std::uint16_t code, std::string reason) override;

    // Shakes hands and serves until either side ends; then calls client->closed(). Throws nothing the client caused.
    Task<void> run(Wire&, Request const& upgrade, std::shared_ptr<LiveClient>);
    // The client had its time to take the close frame.
    bool is_overdue(Clock::time_point now) const { return now >= cut_at_; }
    // Nothing can be sent any more.
    void end();

private:
    using Stream = boost::beast::websocket::stream<Wire&, false>;
    using Frame = std::shared_ptr<std::string const>;
    using Reason = boost::beast::websocket::close_reason;
    struct Next {
        Frame frame;
        std::optional<Reason> close;
        bool ended = false;
    };

    Task<bool> shake_hands(Stream&, Request const& upgrade);
    Task<void> read_frames(Stream&, LiveClient&);
    Task<bool> deliver(LiveClient&, std::string_view frame);
    Task<void> write_frames(Stream&);
    Task<void> join_writer();
    Next next();
    void written(Frame const&);
    void begin_close(std::uint16_t code, std::string reason);
    void wake();

    std::shared_ptr<Edge> edge_;
    Loop& loop_;
    asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor> more_, joined_;
    bool writing_ = false;
    Clock::time_point cut_at_ = Clock::time_point::max();

    std::mutex mutex_; // guards what follows
    std::deque<Frame> frames_;
    std::size_t waiting_bytes_ = 0; // of frames_ and the one being written
    std::optional<Reason> close_;
    bool writer_waits_ = false;
    bool ended_ = false;
};

} // namespace baton::http
