#include "db/cutting_proxy.h"

#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <libpq-fe.h>
#include <map>
#include <memory>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace baton::db {
namespace {

std::map<std::string, std::string> parts_of(std::string const& url) {
    std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const options(PQconninfoParse(url.c_str(), nullptr),
                                                                               PQconninfoFree);
    std::map<std::string, std::string> parts;
    for (auto const* o = options.get(); o && o->keyword; ++o)
        if (o->val) parts[o->keyword] = o->val;
    return parts;
}

int checked(int result, char const* doing) {
    if (result < 0) throw std::runtime_error(std::string(doing) + ": " + std::strerror(errno));
    return result;
}

int connect_to(std::string const& host, int port) {
    bool const local = host.starts_with('/');
    int const socket = checked(::socket(local ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    sockaddr_un unix_address{.sun_family = AF_UNIX, .sun_path = {}};
    auto const path = host + "/.s.PGSQL." + std::to_string(port);
    path.copy(unix_address.sun_path, sizeof unix_address.sun_path - 1);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(std::uint16_t(port));
    ::inet_pton(AF_INET, host == "localhost" ? "127.0.0.1" : host.c_str(), &address.sin_addr);
    auto const* const to = local ? reinterpret_cast<sockaddr*>(&unix_address) : reinterpret_cast<sockaddr*>(&address);
    checked(::connect(socket, to, local ? sizeof unix_address : sizeof address), "connect");
    return socket;
}

// Both ends may be in the middle of something: what cannot be sent any more needs no sending.
bool pass_on(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        auto const sent = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(std::size_t(sent));
    }
    return true;
}

std::string receive(int from) {
    std::string bytes(64 * 1024, '\0');
    auto const n = ::recv(from, bytes.data(), bytes.size(), 0);
    bytes.resize(n > 0 ? std::size_t(n) : 0);
    return bytes;
}

} // namespace

CuttingProxy::CuttingProxy(std::string const& url, Cut cut) : target_(url), cut_(cut) {
    listener_ = checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    checked(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size), "bind");
    checked(::listen(listener_, 64), "listen");
    checked(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
    auto parts = parts_of(url);
    url_ = "host=127.0.0.1 port=" + std::to_string(ntohs(address.sin_port)) + " sslmode=disable";
    for (auto const* key : {"user", "password", "dbname"})
        if (parts.contains(key)) url_ += std::string(" ") + key + "='" + parts[key] + "'";
    acceptor_ = std::jthread([this] { accept_all(); });
}

CuttingProxy::~CuttingProxy() {
    stopping_ = true;
    acceptor_.join();
    connections_.clear();
    ::close(listener_);
}

void CuttingProxy::accept_all() {
    while (!stopping_) {
        pollfd ready{listener_, POLLIN, 0};
        if (::poll(&ready, 1, 50) <= 0) continue;
        int const client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client >= 0) connections_.emplace_back([this, client] { serve(client); });
    }
}

void CuttingProxy::serve(int client) {
    auto parts = parts_of(target_);
    int const server = connect_to(parts["host"], parts.contains("port") ? std::stoi(parts["port"]) : 5432);
    bool armed = false;
    while (!stopping_) {
        std::array<pollfd, 2> ready{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
        if (::poll(ready.data(), 2, 50) <= 0) continue;
        if (ready[0].revents && !forward(client, server, armed)) break;
        if (ready[1].revents) {
            auto const bytes = receive(server);
            if (bytes.empty() || !pass_on(client, bytes)) break;
        }
    }
    ::close(client);
    ::close(server);
}

bool CuttingProxy::forward(int client, int server, bool& armed) {
    auto const bytes = receive(client);
    if (bytes.empty()) return false;
    if (bytes.find("cut here") != bytes.npos) armed = true;
    bool const cuts = armed && bytes.find(std::string("commit\0", 7)) != bytes.npos;
    if (!cuts) return pass_on(server, bytes);
    ++cuts_;
    if (cut_ == Cut::after_commit && pass_on(server, bytes)) receive(server); // the server has answered, nobody hears
    return false;
}

} // namespace baton::db
