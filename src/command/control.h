// The control socket of a running server: <data>/control.sock, for the owner of the directory only.
// One command per connection, as one line of JSON each way. Each runs on a thread of its own: one that takes long keeps
// nobody waiting.
#pragma once
#include "command/command.h"

#include <atomic>
#include <filesystem>
#include <thread>

namespace baton {

class ControlSocket {
public:
    using Handler = std::function<CommandResult(CommandLine const&)>; // thread-safe
    ControlSocket(std::filesystem::path const& data_dir, Handler);
    ~ControlSocket(); // stops, waits for the commands that run and removes the socket

private:
    void serve();
    void answer(int client);

    std::filesystem::path path_;
    Handler handler_;
    int listener_;
    int wake_[2];
    std::thread thread_;
};

// Runs the command in the server of this data directory; absent when none is running.
std::optional<CommandResult> ask_server(std::filesystem::path const& data_dir, CommandLine const&);

} // namespace baton
