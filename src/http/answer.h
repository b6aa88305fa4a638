// The way of one request through the application and back to its connection. Answered exactly once: by the application,
// by an exception of it, by dropping the Respond (500), or by the connection giving up.
#pragma once
#include "http/edge.h"
#include "http/task.h"

namespace baton::http {

class Answer : public std::enable_shared_from_this<Answer> {
public:
    // REQUIRES: edge.admit() was called for it; the answer releases.
    Answer(Edge& edge, std::shared_ptr<Request> request) : edge_(edge), request_(std::move(request)) {}

    // Runs the request on a worker. With `body` set, it is planned there first: all of the body is here already, and
    // that saves a hop. `resume` is called when response() is there.
    void start(std::optional<std::string> body, std::shared_ptr<Upload>, Resume resume);
    Response& response() { return response_; }
    // Any thread; only the first call counts.
    void complete(Response);
    void drop();    // the application forgot it
    void abandon(); // the server cannot wait any longer

private:
    void run(std::optional<std::string>&& body, std::shared_ptr<Upload>);
    std::shared_ptr<Upload> take_whole(std::string&& body);
    void finish_and_resume();
    Respond respond();

    Edge& edge_;
    std::shared_ptr<Request> request_;
    Resume resume_;
    Response response_;
    std::atomic<bool> answered_ = false;
};

} // namespace baton::http
