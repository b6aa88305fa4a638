// On whose behalf this thread works: the id of the request, from the edge to the events it makes (db::Database carries
// it into the unit of work). One per thread; nothing outside a Trace.
#pragma once
#include <string>
#include <utility>

namespace baton {

class Trace {
public:
    explicit Trace(std::string request_id) : outer_(std::exchange(here(), std::move(request_id))) {}
    ~Trace() { here() = std::move(outer_); }
    Trace(Trace const&) = delete;

    // "" when no request asked for what is being done.
    static std::string const& request_id() { return here(); }

private:
    static std::string& here() {
        thread_local std::string id;
        return id;
    }
    std::string outer_;
};

} // namespace baton
