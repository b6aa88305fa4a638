#include "http/sample_application.h"

#include <algorithm>
#include <stdexcept>

namespace baton::http {

namespace {

class Zeros : public Source {
public:
    explicit Zeros(std::uint64_t size) : size_(size), left_(size) {}
    std::optional<std::uint64_t> size() const override { return size_; }
    std::size_t read(char* to, std::size_t capacity) override {
        auto const n = std::size_t(std::min<std::uint64_t>(capacity, left_));
        std::fill_n(to, n, '0');
        left_ -= n;
        return n;
    }

private:
    std::uint64_t size_, left_;
};

class Broken : public Source {
public:
    explicit Broken(std::optional<std::uint64_t> size) : size_(size) {}
    std::optional<std::uint64_t> size() const override { return size_; }
    std::size_t read(char*, std::size_t) override { throw std::runtime_error("the disk is gone"); }

private:
    std::optional<std::uint64_t> size_;
};

// Only the end tells how long it is.
class Endless : public Zeros {
public:
    using Zeros::Zeros;
    std::optional<std::uint64_t> size() const override { return std::nullopt; }
};

class Refusing : public Upload {
public:
    void write(std::string_view) override { throw Error(ErrorCode::unsupported_type, "Not this."); }
};

Response text(int status, std::string body) {
    Response r;
    r.status = status;
    r.headers.push_back({"Content-Type", "text/plain; charset=utf-8"});
    r.body = std::move(body);
    return r;
}

std::uint64_t bytes_asked(std::string const& target) {
    auto const at = target.find("bytes=");
    return at == std::string::npos ? 0 : std::stoull(target.substr(at + 6));
}

int status_of(ErrorCode code) {
    switch (code) {
    case ErrorCode::malformed:
        return 400;
    case ErrorCode::unauthenticated:
        return 401;
    case ErrorCode::forbidden:
        return 403;
    case ErrorCode::not_found:
        return 404;
    case ErrorCode::method_not_allowed:
        return 405;
    case ErrorCode::timed_out:
        return 408;
    case ErrorCode::conflict:
        return 409;
    case ErrorCode::too_large:
        return 413;
    case ErrorCode::unsupported_type:
        return 415;
    case ErrorCode::invalid:
        return 422;
    case ErrorCode::version_required:
        return 428;
    case ErrorCode::too_many:
        return 429;
    case ErrorCode::headers_too_large:
        return 431;
    case ErrorCode::internal:
        return 500;
    case ErrorCode::unavailable:
        return 503;
    }
    return 0;
}

class EchoClient : public LiveClient {
public:
    EchoClient(SampleApplication& a, std::shared_ptr<LiveConnection> c) : application_(a), connection_(std::move(c)) {}
    void receive(std::string_view frame) override {
        if (frame == "throw") throw std::runtime_error("asked for");
        if (frame == "close") return connection_->close(4401, "asked for");
        auto const copies = frame == "flood" ? 5000 : 1;
        auto const answer =
            std::make_shared<std::string const>(frame == "flood" ? std::string(4096, 'x') : std::string(frame));
        for (int i = 0; i < copies; ++i)
            if (!connection_->send(answer)) return application_.count(application_.frames_refused);
    }
    void closed() override { application_.count(application_.live_closed); }

private:
    SampleApplication& application_;
    std::shared_ptr<LiveConnection> connection_;
};

} // namespace

void CountingUpload::write(std::string_view piece) {
    bytes += piece.size();
    largest = std::max(largest, piece.size());
    for (char const c : piece) sum = static_cast<unsigned char>(sum + static_cast<unsigned char>(c));
}

BodyPlan SampleApplication::plan(Request const& head) {
    BodyPlan plan;
    if (head.target.starts_with("/echo")) plan.limit = 1 << 20;
    else if (head.target == "/upload-refusing") {
        plan.limit = 1 << 30;
        plan.upload = std::make_shared<Refusing>();
    } else if (head.target.starts_with("/upload")) {
        plan.limit = 1 << 30;
        plan.upload = std::make_shared<CountingUpload>(uploads_alive);
    } else if (head.target.starts_with("/refused")) throw Error(ErrorCode::unauthenticated, "Who are you?");
    return plan;
}

void SampleApplication::handle(std::shared_ptr<Request const> request, std::shared_ptr<Upload> upload,
                               Respond respond) {
    ++handled;
    {
        std::lock_guard const lock(mutex_);
        last_ = *request;
    }
    if (request->target == "/dropped") return;
    if (request->target == "/kept") return keep(std::move(respond));
    if (request->target == "/elsewhere") {
        std::thread([respond] {
            respond(text(200, "elsewhere"));
            respond(text(200, "again"));
        }).detach();
        return;
    }
    respond(answer(*request, upload.get()));
}

Response SampleApplication::answer(Request const& request, Upload* upload) {
    auto const& target = request.target;
    if (target == "/hello") return text(200, "hello");
    if (target.starts_with("/echo")) return text(200, request.body);
    if (target.starts_with("/big")) return text(200, std::string(bytes_asked(target), 'b'));
    if (target == "/throws") throw std::runtime_error("a secret detail");
    if (target == "/wait") return wait();
    if (target == "/bad-header") {
        auto r = text(200, "");
        r.headers.push_back({"X-Bad", "a\r\nSet-Cookie: evil"});
        return r;
    }
    if (target == "/etag") {
        auto r = text(200, std::string(2000, 'e'));
        r.headers.push_back({"ETag", "\"seven\""});
        return r;
    }
    if (target == "/broken-download" || target == "/broken-stream") {
        auto r = text(200, "");
        r.source = std::make_unique<Broken>(target == "/broken-download" ? std::optional(1000u) : std::nullopt);
        return r;
    }
    if (target.starts_with("/download")) {
        auto r = text(200, "");
        r.source = std::make_unique<Zeros>(bytes_asked(target));
        return r;
    }
    if (target.starts_with("/stream")) {
        auto r = text(200, "");
        r.source = std::make_unique<Endless>(bytes_asked(target));
        return r;
    }
    if (auto const* u = dynamic_cast<CountingUpload*>(upload))
        return text(200, std::to_string(u->bytes) + " " + std::to_string(u->largest) + " " + std::to_string(u->sum));
    throw Error(ErrorCode::not_found, "There is nothing here.");
}

Response SampleApplication::problem(Error const& error, Request const&) {
    auto r = text(status_of(error.code), error.what());
    r.headers.front().value = "application/problem+json";
    return r;
}

std::shared_ptr<LiveClient> SampleApplication::connect(Request const& upgrade, std::shared_ptr<LiveConnection> c) {
    if (upgrade.header("Cookie").empty()) throw Error(ErrorCode::unauthenticated, "Who are you?");
    c->send(std::make_shared<std::string const>("welcome"));
    return std::make_shared<EchoClient>(*this, std::move(c));
}

Response SampleApplication::wait() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return released_; });
    --waiting_;
    return text(200, "waited");
}

void SampleApplication::keep(Respond respond) {
    std::lock_guard const lock(mutex_);
    kept_.push_back(std::move(respond));
    ++waiting_;
    changed_.notify_all();
}

void SampleApplication::answer_kept() {
    std::lock_guard const lock(mutex_);
    for (auto const& respond : kept_) respond(text(200, "late"));
    kept_.clear();
}

void SampleApplication::wait_for_waiting(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= count; });
}

void SampleApplication::count(std::atomic<int>& counter) {
    std::lock_guard const lock(mutex_);
    ++counter;
    changed_.notify_all();
}

bool SampleApplication::wait_for_closed(int live_clients, std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, limit, [&] { return live_closed >= live_clients; });
}

bool SampleApplication::wait_for_refused_frames(int frames, std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, limit, [&] { return frames_refused >= frames; });
}

void SampleApplication::release() {
    std::lock_guard const lock(mutex_);
    released_ = true;
    changed_.notify_all();
}

Request SampleApplication::last_request() const {
    std::lock_guard const lock(mutex_);
    return last_;
}

namespace {

Options on_free_port(Options options) {
    options.port = 0;
    return options;
}

} // namespace

RunningServer::RunningServer(Options options) : server(on_free_port(std::move(options)), application, application) {
    server.start();
}

} // namespace baton::http
