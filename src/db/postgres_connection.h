// One connection in libpq's pipeline mode: statements are sent without waiting and their results
// read in order. After an error the server skips what was sent until the next sync. Used by one
// thread at a time. Every call may throw ConnectionLost; the object is then of no further use.
#pragma once
#include "db/postgres_values.h"
#include <chrono>
#include <unordered_map>

namespace baton::db {

class PostgresConnection {
public:
    // `settings` is run as a script right after connecting. Throws ConnectionLost.
    PostgresConnection(std::string const& url, std::string const& settings);
    PostgresConnection(PostgresConnection const&) = delete;

    // Sends a statement; an error surfaces at the next wait.
    void send(std::string_view sql, std::span<Param const>);
    // Sends a statement, waits for it and all before, and returns its result.
    PostgresResult ask(std::string_view sql, std::span<Param const>);
    // Any number of statements, without values.
    void script(std::string const& sql);

    // A transaction whose number is fetched on the way, so that its fate can be asked about later. Under row-level
    // security it has the rows of its tenant only, and without one no tenant's.
    void begin(std::optional<TenantId> = {});
    void begin_snapshot(TenantId);
    // Throws CommitUnanswered when the connection was lost after COMMIT was sent, or what kept the
    // transaction from committing (it is then undone).
    void commit();
    void rollback();
    // Ends a snapshot without waiting for the answer.
    void finish_snapshot();

    bool is_alive() const { return PQstatus(raw_.get()) == CONNECTION_OK; }
    std::string const& timeline() const { return timeline_; }

private:
    enum class Step { prepare, statement, transaction_id, commit, sync };
    enum class Prepared { no, sent, yes };
    struct Cached {
        std::string name;
        Prepared prepared = Prepared::no;
    };
    struct UnderWay {
        Step step;
        std::string_view sql; // a literal, or a key of statements_
        Cached* prepares = nullptr;
    };

    void start();
    void enqueue(std::string_view sql, std::span<Param const>, Step = Step::statement);
    void enqueue_for(TenantId, std::string_view sql, Step);
    void enqueue_plain(char const* sql, Step);
    void prepare(Cached&, std::string_view sql, PostgresArguments const&);
    void require_sent(int sent);
    PostgresResult receive();
    void judge(UnderWay const&, PGresult const*);
    PostgresResult receive_all();
    PostgresResult flush();
    void send_commit();
    void send_sync();
    void raise();
    [[noreturn]] void lost();

    std::unique_ptr<PGconn, decltype(&PQfinish)> raw_;
    std::string timeline_;
    std::deque<UnderWay> under_way_;
    std::unordered_map<std::string, Cached> statements_; // by text and kinds of values
    std::exception_ptr error_;                           // the first since the last sync
    std::string transaction_;                            // "" until its number arrived
    bool commit_confirmed_ = false;
};

// COMMIT was sent, its answer did not come.
struct CommitUnanswered : ConnectionLost {
    CommitUnanswered(std::string const& why, std::string transaction_, std::string timeline_)
        : ConnectionLost(why), transaction(std::move(transaction_)), timeline(std::move(timeline_)) {}
    std::string transaction, timeline;
};

} // namespace baton::db
