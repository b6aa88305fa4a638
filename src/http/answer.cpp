#include "http/answer.h"

#include "http/finish.h"
#include <spdlog/spdlog.h>

namespace baton::http {

namespace {

// Shared by all copies of a Respond: when the last one dies unanswered, the request still gets its answer.
struct Promise {
    std::shared_ptr<Answer> answer;
    ~Promise() { answer->drop(); }
};

} // namespace

void Answer::start(std::optional<std::string> body, std::shared_ptr<Upload> upload, Resume resume) {
    resume_ = std::move(resume);
    edge_.workers.push([self = shared_from_this(), body = std::move(body), upload = std::move(upload)]() mutable {
        self->run(std::move(body), std::move(upload));
    });
}

void Answer::run(std::optional<std::string>&& body, std::shared_ptr<Upload> upload) {
    auto const respond = this->respond(); // lives until the exception, if any, has become the answer
    try {
        if (body) upload = take_whole(std::move(*body));
        edge_.application.handle(request_, std::move(upload), respond);
    } catch (...) {
        complete(edge_.problem_of_current_exception(*request_));
    }
}

std::shared_ptr<Upload> Answer::take_whole(std::string&& body) {
    auto const plan = edge_.application.plan(*request_);
    if (body.size() > plan.limit) throw Error(ErrorCode::too_large, "The body of the request is too large.");
    if (plan.upload) plan.upload->write(body);
    else request_->body = std::move(body);
    return plan.upload;
}

Respond Answer::respond() {
    auto const promise = std::make_shared<Promise>();
    promise->answer = shared_from_this();
    return [promise](Response r) { promise->answer->complete(std::move(r)); };
}

void Answer::complete(Response r) {
    if (answered_.exchange(true)) return;
    response_ = std::move(r);
    edge_.release();
    // Compressing is no work for the thread that called: it may be the only writer of the database.
    if (edge_.workers.here() || !is_heavy(*request_, response_)) return finish_and_resume();
    edge_.workers.push([self = shared_from_this()] { self->finish_and_resume(); });
}

void Answer::drop() {
    if (answered_) return;
    spdlog::error("request {}: dropped without an answer", request_->request_id);
    complete(edge_.problem(internal_error(), *request_));
}

void Answer::abandon() {
    complete(edge_.problem(Error(ErrorCode::unavailable, "The server is shutting down."), *request_));
}

void Answer::finish_and_resume() {
    try {
        finish(*request_, response_);
    } catch (...) {
        response_ = edge_.problem_of_current_exception(*request_);
    }
    auto const resume = std::move(resume_);
    resume();
}

} // namespace baton::http
