// One WebSocket client of /live. Frames to it queue as shared strings up to a limit; behind it the client is cut.
#pragma once
#include "http/edge.h"
#include "http/loop.h"
#include "http/wire.h"
#include <deque>

namespace baton::http {

class LiveSession : public LiveConnection {
public:
    void close(std::uint16_t code, std::string reason) override = 0;
};

} // namespace baton::http
