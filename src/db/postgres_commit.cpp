#include "db/postgres_commit.h"

#include <thread>

namespace baton::db {
namespace {

constexpr auto patience = std::chrono::seconds(10);
constexpr auto pause = std::chrono::milliseconds(100);
constexpr auto settings = "set statement_timeout = 5000";

enum class Status { committed, undone, in_progress, unknown };

Status status_of(PostgresConnection& connection, std::string const& transaction) {
    Param const number{.kind = Param::Kind::text, .bytes = transaction};
    auto const answer = connection.ask("select pg_xact_status(cast($1 as xid8))", {&number, 1});
    PostgresRow const row(answer.get(), 0);
    auto const word = row.bytes(0);
    if (word == "committed") return Status::committed;
    if (word == "aborted") return Status::undone;
    return word == "in progress" ? Status::in_progress : Status::unknown; // null: too long ago
}

Status ask_new_connection(CommitUnanswered const& lost, std::string const& url) {
    try {
        PostgresConnection connection(url, settings);
        if (connection.timeline() != lost.timeline) return Status::unknown;
        return status_of(connection, lost.transaction);
    } catch (ConnectionLost const&) {
        return Status::in_progress; // perhaps it can be asked soon
    } catch (DbError const&) {
        return Status::unknown;
    }
}

} // namespace

CommitFate fate_of(CommitUnanswered const& lost, std::string const& url) {
    auto const ends = std::chrono::steady_clock::now() + patience;
    do {
        switch (ask_new_connection(lost, url)) {
        case Status::committed:
            return CommitFate::committed;
        case Status::undone:
            return CommitFate::undone;
        case Status::unknown:
            return CommitFate::unknown;
        case Status::in_progress:
            std::this_thread::sleep_for(pause);
        }
    } while (std::chrono::steady_clock::now() < ends);
    return CommitFate::unknown;
}

} // namespace baton::db
