// The frames of events: of each what everybody is sent who sees its ticket, then what one person is told besides
// (src/notice).
#pragma once
#include "live/client.h"
#include "live/frame.h"

namespace baton {

struct EventFrames {
    Frame event;
    std::vector<std::pair<UserId, Frame>> notices; // by whom they are for
};

// One for each event, in their order.
std::vector<EventFrames> frames_of(Tx&, std::span<Event const>);

// The event, and what he alone is told. False when he is too slow. REQUIRES: he is signed in.
bool send_frames(LiveClientState const&, EventFrames const&);

} // namespace baton
