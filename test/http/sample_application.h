// A small application behind a real server on a free port, for the tests of the edge.
#pragma once
#include "http/server.h"
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>

namespace baton::http {

// Counts what it got; keeps nothing.
class CountingUpload : public Upload {
public:
    explicit CountingUpload(std::atomic<int>& alive) : alive_(alive) { ++alive_; }
    ~CountingUpload() override { --alive_; }
    void write(std::string_view piece) override;

    std::uint64_t bytes = 0;
    std::size_t largest = 0;
    unsigned char sum = 0;

private:
    std::atomic<int>& alive_;
};

// GET /hello, /big?bytes=N (a body), /download?bytes=N (a source), /stream?bytes=N (one
// that does not say its size), /broken-download, /broken-stream, /etag, /bad-header, /throws,
// /dropped, /wait (until release()), /kept (until answer_kept()), /elsewhere (from a thread of its own, twice); POST
// /echo (limit 1 MiB), /upload (streamed, limit 1 GiB), /upload-refusing (throws 415 at the first piece), /refused
// (plan throws 401).
class SampleApplication : public Application, public LiveApplication {
public:
    BodyPlan plan(Request const& head) override;
    void handle(std::shared_ptr<Request const>, std::shared_ptr<Upload>, Respond) override;
    Response problem(Error const&, Request const&) override;
    std::shared_ptr<LiveClient> connect(Request const&, std::shared_ptr<LiveConnection>) override;

    void wait_for_waiting(int count);
    void release();
    void answer_kept();
    bool wait_for_closed(int live_clients, std::chrono::milliseconds);
    bool wait_for_refused_frames(int, std::chrono::milliseconds);
    void count(std::atomic<int>&);
    Request last_request() const;

    std::atomic<int> handled = 0;
    std::atomic<int> uploads_alive = 0;
    std::atomic<int> live_closed = 0;
    std::atomic<int> frames_refused = 0;

private:
    Response answer(Request const&, Upload*);
    Response wait();
    void keep(Respond);

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool released_ = false;
    Request last_;
    std::vector<Respond> kept_;
};

struct RunningServer {
    explicit RunningServer(Options = {});
    unsigned short port() const { return server.port(); }

    SampleApplication application;
    Server server;
};

} // namespace baton::http
