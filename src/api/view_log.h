// Sees to it that nobody is shown an object before it is stored that he was. What he was shown lately is remembered, so
// that looking again writes nothing. Thread-safe.
#pragma once
#include "base/work_queue.h"
#include "db/database.h"
#include "sighting/service.h"

#include <mutex>
#include <unordered_map>

namespace baton::api {

// Takes ?purpose= out of a query: it belongs to the row, and the handler would not know it. Throws Error::invalid.
std::string take_purpose(std::vector<std::pair<std::string, std::string>>& query);

class ViewLog {
public:
    using Answer = std::function<void(std::exception_ptr)>;

    // Answers that had to wait for the database are given on `threads`.
    ViewLog(db::Database& database, WorkQueue& threads) : database_(database), threads_(threads) {}

    // Calls `answer` once: at once when there is nothing to store, else after the commit, or with what went wrong.
    void record(Actor const&, Seen const&, std::string const& purpose, Timestamp now, Answer answer);

private:
    bool was_recorded(std::string const& key, Timestamp now);
    void remember(std::string const& key, Timestamp now);

    db::Database& database_;
    WorkQueue& threads_;
    std::mutex mutex_;
    std::unordered_map<std::string, Timestamp> recorded_;
};

} // namespace baton::api
