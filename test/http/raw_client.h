// A client that sends exactly the bytes a test gives it and reads answers one by one. Blocking, with a time limit.
#pragma once
#include "http/message.h"
#include <chrono>
#include <optional>
#include <string>

namespace baton::http {

struct Answered {
    int status = 0;
    std::vector<Header> headers;
    std::string body;
    std::string header(std::string_view name) const { return std::string(find_header(headers, name)); }
};

class RawClient {
public:
    explicit RawClient(unsigned short port, int receive_buffer = 0);
    ~RawClient();
    RawClient(RawClient const&) = delete;

    // False when the server has closed. Never waits for ever.
    bool send(std::string_view bytes);
    // Throws std::runtime_error when no whole answer arrives within ten seconds.
    Answered read_answer(bool to_head = false);
    // Reads until `bytes` are there.
    std::string read(std::size_t bytes);
    // True when the server closes within that time, whatever it still sends.
    bool closed_within(std::chrono::milliseconds);
    void shutdown_send();

private:
    bool receive(std::chrono::milliseconds);
    std::string read_until(std::string_view end);

    int socket_;
    std::string buffer_;
    bool closed_ = false;
};

// One request on a connection of its own.
Answered ask(unsigned short port, std::string_view bytes);

} // namespace baton::http
