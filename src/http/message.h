// What the edge hands in and takes back. Plain values: no Asio or Beast here, so that the router
// and its tests need no sockets.
#pragma once
#include "base/error.h"
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baton::http {

enum class Method { get, head, post, put, patch, del, options, other };

struct Header {
    std::string name;
    std::string value;
};

// Compares header names, which are ASCII, without case.
bool same_name(std::string_view, std::string_view);
// The first header of that name, "" when absent.
std::string_view find_header(std::vector<Header> const&, std::string_view name);

struct Request {
    Method method = Method::get;
    std::string target; // as sent: path and query, still percent-encoded
    std::vector<Header> headers;
    std::string body; // empty for uploads, which went to the Upload
    std::string remote_address;
    std::string request_id; // from X-Request-Id when well-formed, else made here
    bool secure = false;    // came over TLS

    // "" when absent; names compare without case.
    std::string_view header(std::string_view name) const;
};

// Bytes of a body that are not kept in memory: read in pieces on a worker thread.
class Source {
public:
    virtual ~Source() = default;
    // Absent when only the end will tell: it goes out in chunks then (RFC 9112 §7.1).
    virtual std::optional<std::uint64_t> size() const = 0;
    // Fills at most `capacity` bytes; 0 at the end; throws on I/O errors.
    virtual std::size_t read(char* to, std::size_t capacity) = 0;
};

struct Response {
    int status = 200;
    std::vector<Header> headers; // Content-Length, Date, Connection, X-Request-Id are the edge's
    std::string body;
    std::unique_ptr<Source> source; // used instead of body when set
};

// Takes the answer; callable once, from any thread. Dropping it unanswered answers 500.
using Respond = std::function<void(Response)>;

// Receives a body piece by piece, on a worker thread, one call at a time. Throwing Error ends the
// request with that error (and the connection, if the rest was not read).
class Upload {
public:
    virtual ~Upload() = default;
    virtual void write(std::string_view piece) = 0;
};

// What the edge shall do with a body, decided once the headers are there, on a worker thread.
struct BodyPlan {
    std::uint64_t limit = 0;        // bytes; more is 413. 0 = a body is refused
    std::shared_ptr<Upload> upload; // set: stream there; else the body goes to Request::body
};

// The product behind the edge.
class Application {
public:
    virtual ~Application() = default;
    // Asked on a worker thread, and only about requests that carry a body. Throws Error to refuse before the body is
    // read (401, 404, 413, 415 …).
    virtual BodyPlan plan(Request const& head) = 0;
    // Called on a worker thread. `upload` is the one from the plan, complete.
    virtual void handle(std::shared_ptr<Request const>, std::shared_ptr<Upload> upload, Respond) = 0;
    // How an error looks on the wire. The edge uses it for its own refusals too, then on an I/O thread: it must not
    // wait for anything. `request` may be incomplete, down to an empty target.
    virtual Response problem(Error const&, Request const&) = 0;
};

// One WebSocket client of /live, seen from the product. Calls may come from any thread.
class LiveConnection {
public:
    virtual ~LiveConnection() = default;
    // Queues a text frame. Returns false and closes with 4408 when the client reads too slowly
    // (more than the configured bytes are waiting).
    virtual bool send(std::shared_ptr<std::string const> frame) = 0;
    virtual void close(std::uint16_t code, std::string reason) = 0;
};

// The product's side of one live client. Calls come one at a time, on a worker thread.
class LiveClient {
public:
    virtual ~LiveClient() = default;
    virtual void receive(std::string_view text_frame) = 0;
    virtual void closed() = 0; // nothing comes after it
};

class LiveApplication {
public:
    virtual ~LiveApplication() = default;
    // `upgrade` is the handshake request. Throwing Error refuses the handshake with that status.
    virtual std::shared_ptr<LiveClient> connect(Request const& upgrade, std::shared_ptr<LiveConnection>) = 0;
};

} // namespace baton::http
