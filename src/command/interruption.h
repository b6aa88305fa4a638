// While one lives, SIGINT and SIGTERM do not end the program at once: what it is at asks, and leaves nothing behind.
// One at a time.
#pragma once

namespace baton {

class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(Interruption const&) = delete;
    static bool is_asked_for(); // any thread
};

} // namespace baton
