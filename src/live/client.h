// One live client: its frames in, and what the feed knows of it. All members are touched on the
// feed's thread only.
#pragma once
#include "http/message.h"
#include "user/actor.h"

namespace baton {

BOOST_DEFINE_ENUM_CLASS(WatchState, looking, background, typing, gone)

// What a client may say: {"type": "auth", "token"} | {"type": "resume", "after"} | {"type": "watch", "ticket_id",
// "state"} | {"type": "colleagues"}: tell me from now on who comes and goes
BOOST_DEFINE_ENUM_CLASS(LiveSays, auth, resume, watch, colleagues)
struct LiveMessage {
    std::optional<LiveSays> type;
    std::optional<std::string> token;
    std::optional<std::int64_t> after;
    std::optional<TicketId> ticket_id;
    std::optional<WatchState> state;
};
DESCRIBE(LiveMessage, (), (type, token, after, ticket_id, state));

inline constexpr std::uint16_t close_unauthenticated = 4401, close_forbidden = 4403, close_bad_frame = 1008;

struct LiveClientState {
    std::shared_ptr<http::LiveConnection> connection;
    std::string remote_address;
    std::string secret;           // session or token, checked again while connected
    std::optional<Actor> actor;   // set once authenticated
    std::optional<UserId> joined; // whom it makes present
    bool wants_colleagues = false;
    std::int64_t last_seq = 0; // everything up to here was sent or is not for it
    Timestamp connected_at{};
    Timestamp checked_at{};
    bool held = true; // nothing is pushed until it said where it stopped, or said nothing for a moment
    std::optional<TicketId> watching;
    WatchState watch_state = WatchState::gone;
};

} // namespace baton
