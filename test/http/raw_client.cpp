#include "http/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace baton::http {

namespace {

constexpr std::chrono::seconds patience{10};

std::vector<Header> parse_headers(std::string_view lines) {
    std::vector<Header> headers;
    while (!lines.empty()) {
        auto const end = lines.find("\r\n");
        auto const line = lines.substr(0, end);
        if (auto const colon = line.find(": "); colon != std::string_view::npos)
            headers.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 2))});
        if (end == std::string_view::npos) break;
        lines.remove_prefix(end + 2);
    }
    return headers;
}

} // namespace

RawClient::RawClient(unsigned short port, int receive_buffer) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect to the server under test");
    timeval const limit{patience.count(), 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

RawClient::~RawClient() { ::close(socket_); }

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(std::size_t(sent));
    }
    return true;
}

void RawClient::shutdown_send() { ::shutdown(socket_, SHUT_WR); }

bool RawClient::receive(std::chrono::milliseconds limit) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, int(limit.count())) <= 0) return false;
    char piece[65536];
    auto const got = ::recv(socket_, piece, sizeof piece, 0);
    if (got <= 0) closed_ = true;
    else buffer_.append(piece, std::size_t(got));
    return got > 0;
}

std::string RawClient::read(std::size_t bytes) {
    while (buffer_.size() < bytes)
        if (!receive(patience)) throw std::runtime_error("the answer broke off after: " + buffer_.substr(0, 2000));
    auto const taken = buffer_.substr(0, bytes);
    buffer_.erase(0, bytes);
    return taken;
}

std::string RawClient::read_until(std::string_view end) {
    for (;;) {
        auto const at = buffer_.find(end);
        if (at != std::string::npos) return read(at + end.size());
        if (!receive(patience)) throw std::runtime_error("no whole answer, only: " + buffer_.substr(0, 2000));
    }
}

Answered RawClient::read_answer(bool to_head) {
    Answered answer;
    auto const head = read_until("\r\n\r\n");
    answer.status = std::stoi(head.substr(9, 3));
    answer.headers = parse_headers(std::string_view(head).substr(head.find("\r\n") + 2));
    if (!to_head && !answer.header("Content-Length").empty())
        answer.body = read(std::stoul(answer.header("Content-Length")));
    return answer;
}

bool RawClient::closed_within(std::chrono::milliseconds limit) {
    auto const until = std::chrono::steady_clock::now() + limit;
    while (!closed_) {
        auto const left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        receive(left);
    }
    return true;
}

Answered ask(unsigned short port, std::string_view bytes) {
    RawClient client(port);
    client.send(bytes);
    return client.read_answer();
}

} // namespace baton::http
