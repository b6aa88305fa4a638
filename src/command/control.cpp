#include "command/control.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <list>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

namespace baton {
namespace {

constexpr std::size_t longest_line = 32 << 20, most_at_once = 8;

[[noreturn]] void fail(std::string const& what) { throw std::system_error(errno, std::generic_category(), what); }

class Descriptor {
public:
    explicit Descriptor(int d) : d_(d) {}
    ~Descriptor() {
        if (d_ >= 0) ::close(d_);
    }
    Descriptor(Descriptor const&) = delete;
    int get() const { return d_; }

private:
    int d_;
};

// A socket's address holds about 100 bytes; a longer path is reached through its open directory.
sockaddr_un address_of(std::filesystem::path const& path, Descriptor const& directory) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    auto name = path.string();
    if (name.size() >= sizeof address.sun_path)
        name = "/proc/self/fd/" + std::to_string(directory.get()) + "/" + path.filename().string();
    std::strncpy(address.sun_path, name.c_str(), sizeof address.sun_path - 1);
    return address;
}

int open_directory(std::filesystem::path const& path) {
    return ::open(path.parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
}

// Up to and without the newline; "" when the other side went away.
std::string read_line(int socket) {
    std::string line;
    char buffer[4096];
    while (line.size() < longest_line) {
        auto const n = ::read(socket, buffer, sizeof buffer);
        if (n <= 0) return "";
        line.append(buffer, std::size_t(n));
        if (line.ends_with('\n')) return line;
    }
    return "";
}

bool write_line(int socket, std::string text) {
    text += '\n';
    std::string_view rest = text;
    while (!rest.empty()) {
        auto const n = ::send(socket, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (n <= 0) return false;
        rest.remove_prefix(std::size_t(n));
    }
    return true;
}

} // namespace

ControlSocket::ControlSocket(std::filesystem::path const& data_dir, Handler handler)
    : path_(data_dir / "control.sock"), handler_(std::move(handler)),
      listener_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    Descriptor const directory(open_directory(path_));
    std::filesystem::remove(path_); // the data lock is ours, so whoever made it is gone
    auto const address = address_of(path_, directory);
    auto const old_mask = ::umask(0177);
    bool const bound =
        listener_ >= 0 && ::bind(listener_, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
    ::umask(old_mask);
    if (!bound || ::listen(listener_, 8) != 0 || ::pipe2(wake_, O_CLOEXEC) != 0)
        fail("control socket " + path_.string());
    thread_ = std::thread([this] { serve(); });
}

ControlSocket::~ControlSocket() {
    ::close(wake_[1]); // ends the wait
    thread_.join();
    ::close(wake_[0]);
    ::close(listener_);
    std::error_code ignored; // nothing depends on it: the next server removes it
    std::filesystem::remove(path_, ignored);
}

void ControlSocket::serve() {
    struct Call {
        std::atomic<bool> is_done = false;
        std::jthread thread;
    };
    std::list<Call> calls;
    for (;;) {
        pollfd waits[2] = {{listener_, POLLIN, 0}, {wake_[0], POLLIN, 0}};
        if (::poll(waits, 2, -1) < 0 && errno != EINTR) return;
        if (waits[1].revents) return;
        if (!waits[0].revents) continue;
        int const client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        calls.remove_if([](Call const& call) { return call.is_done.load(); });
        if (calls.size() == most_at_once) calls.pop_front(); // waits for it
        auto& call = calls.emplace_back();
        call.thread = std::jthread([this, &call, client] {
            answer(client);
            call.is_done = true;
        });
    }
}

void ControlSocket::answer(int socket) {
    Descriptor const client(socket);
    timeval const patience{5, 0}; // one who connects and says nothing must not stay
    ::setsockopt(client.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    auto const line = read_line(client.get());
    if (line.empty()) return;
    CommandResult result;
    try {
        result = handler_(read_json<CommandLine>(parse_json(line)));
    } catch (std::exception const& e) {
        result = {1, std::string(e.what()) + "\n"};
    }
    if (!write_line(client.get(), to_json_text(result))) spdlog::warn("control socket: the answer was not taken");
}

std::optional<CommandResult> ask_server(std::filesystem::path const& data_dir, CommandLine const& line) {
    auto const path = data_dir / "control.sock";
    Descriptor const directory(open_directory(path));
    auto const address = address_of(path, directory);
    Descriptor const socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(socket.get(), reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0) return std::nullopt;
    if (!write_line(socket.get(), to_json_text(line))) fail("control socket");
    auto const answer = read_line(socket.get());
    if (answer.empty()) throw std::runtime_error("the server ended before it answered");
    return read_json<CommandResult>(parse_json(answer));
}

} // namespace baton
