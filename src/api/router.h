// From a request to its answer: finds the row, asks who calls, checks, runs, renders. The product's
// side of the edge; called on worker threads, answers from a small pool of its own so that database
// threads never render.
#pragma once
#include "api/route.h"
#include "api/view_log.h"
#include "base/work_queue.h"
#include "db/database.h"

namespace baton::api {

using PlainHandler = std::function<http::Response(http::Request const&)>;

class Router : public http::Application {
public:
    // `pages` are answered as they are, by exact path (/healthz …); `otherwise` gets what is not API.
    Router(db::Database&, Routes, std::map<std::string, PlainHandler> pages, PlainHandler otherwise);

    http::BodyPlan plan(http::Request const& head) override;
    void handle(std::shared_ptr<http::Request const>, std::shared_ptr<http::Upload>, http::Respond) override;
    http::Response problem(Error const&, http::Request const&) override;

    struct Match {
        Route const* route = nullptr;
        std::vector<std::pair<std::string, std::string>> path;
    };

private:
    struct Job;

    PlainHandler const* page_at(std::string const& path) const;
    Match match(http::Method, std::string_view path) const;
    void dispatch(std::shared_ptr<Job>);
    void read(std::shared_ptr<Job>);
    void write(std::shared_ptr<Job>);
    void commit(std::shared_ptr<Job>);
    void direct(std::shared_ptr<Job>);
    void show(std::shared_ptr<Job>, std::optional<Seen> const&);

    db::Database& database_;
    Routes routes_;
    std::map<std::string, PlainHandler> pages_;
    PlainHandler otherwise_;
    WorkQueue render_{1}; // a second one would only be woken and sleep again
    ViewLog views_{database_, render_};
};

http::Response render(Outgoing const&);

} // namespace baton::api
