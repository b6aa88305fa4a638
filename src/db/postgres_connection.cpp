#include "db/postgres_connection.h"

#include "db/bindable.h"
#include "db/error_kind.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace baton::db {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t most_statements = 400;
constexpr std::size_t most_under_way = 128; // answers waiting to be read must not fill the socket

// The policies of row-level security (postgres_row_security.cpp) ask for baton.tenant. It ends with the transaction, so
// that neither a connection used again nor a pooler in between carries it over to another unit.
constexpr std::string_view tell_tenant = "select set_config('baton.tenant', $1, true)";
constexpr std::string_view tell_tenant_and_ask_number =
    "select cast(pg_current_xact_id() as text), set_config('baton.tenant', $1, true)";

PGconn* connect(std::string const& url) {
    // A dead network is noticed in seconds, not hours. The URL comes last and may say otherwise.
    std::array const keys{"client_encoding",
                          "application_name",
                          "connect_timeout",
                          "keepalives_idle",
                          "keepalives_interval",
                          "keepalives_count",
                          "tcp_user_timeout",
                          "dbname",
                          static_cast<char const*>(nullptr)};
    std::array const values{
        "UTF8", "baton", "5", "10", "5", "3", "20000", url.c_str(), static_cast<char const*>(nullptr)};
    return PQconnectdbParams(keys.data(), values.data(), 1);
}

char type_letter(Param::Kind kind) { return "irtb"[int(kind)]; }

} // namespace

PostgresConnection::PostgresConnection(std::string const& url, std::string const& settings)
    : raw_(connect(url), PQfinish) {
    if (!is_alive()) lost();
    PQsetNoticeProcessor(
        raw_.get(), [](void*, char const* text) { spdlog::debug("postgresql: {}", text); }, nullptr);
    PQenterPipelineMode(raw_.get());
    script("set standard_conforming_strings = on; set client_min_messages = warning; " + settings);
    auto const answer = ask("select substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)", {});
    timeline_ = PostgresRow(answer.get(), 0).bytes(0);
    send_sync();
    receive_all();
    raise();
}

void PostgresConnection::lost() {
    under_way_.clear();
    throw ConnectionLost(std::string("no connection to PostgreSQL: ") + PQerrorMessage(raw_.get()));
}

void PostgresConnection::require_sent(int sent) {
    if (sent == 1) return;
    if (!is_alive()) lost();
    throw DbError(PQerrorMessage(raw_.get()));
}

void PostgresConnection::enqueue_plain(char const* sql, Step step) {
    require_sent(PQsendQueryParams(raw_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 1));
    under_way_.push_back({step, sql});
}

void PostgresConnection::prepare(Cached& cached, std::string_view sql, PostgresArguments const& arguments) {
    if (cached.name.empty()) cached.name = fmt::format("s{}", statements_.size());
    require_sent(
        PQsendPrepare(raw_.get(), cached.name.c_str(), std::string(sql).c_str(), arguments.size(), arguments.types()));
    cached.prepared = Prepared::sent;
    under_way_.push_back({Step::prepare, sql, &cached});
}

void PostgresConnection::enqueue(std::string_view sql, std::span<Param const> params, Step step) {
    check_bindable(sql, params);
    PostgresArguments const arguments(params);
    std::string key(sql);
    for (Param const& p : params) key += type_letter(p.kind);
    auto& [text, cached] = *statements_.try_emplace(std::move(key)).first;
    auto const stable = std::string_view(text).substr(0, sql.size());
    if (cached.prepared == Prepared::no) prepare(cached, stable, arguments);
    require_sent(PQsendQueryPrepared(raw_.get(), cached.name.c_str(), arguments.size(), arguments.values(),
                                     arguments.lengths(), arguments.formats(), 1));
    under_way_.push_back({step, stable});
}

void PostgresConnection::enqueue_for(TenantId tenant, std::string_view sql, Step step) {
    auto const text = std::to_string(tenant.value);
    Param const param{.kind = Param::Kind::text, .bytes = text};
    enqueue(sql, {&param, 1}, step);
}

void PostgresConnection::send(std::string_view sql, std::span<Param const> params) {
    enqueue(sql, params);
    if (under_way_.size() < most_under_way) return;
    flush();
    raise();
}

PostgresResult PostgresConnection::ask(std::string_view sql, std::span<Param const> params) {
    enqueue(sql, params);
    auto answer = flush();
    raise();
    return answer;
}

PostgresResult PostgresConnection::flush() {
    require_sent(PQsendFlushRequest(raw_.get()));
    return receive_all();
}

void PostgresConnection::raise() {
    if (error_) std::rethrow_exception(error_);
}

PostgresResult PostgresConnection::receive_all() {
    PostgresResult last(nullptr, PQclear);
    while (!under_way_.empty()) last = receive();
    return last;
}

PostgresResult PostgresConnection::receive() {
    PostgresResult result(PQgetResult(raw_.get()), PQclear);
    if (!result) lost();
    UnderWay const done = under_way_.front();
    under_way_.pop_front();
    judge(done, result.get());
    if (done.step == Step::sync) return result;
    if (PostgresResult const more(PQgetResult(raw_.get()), PQclear); more) lost(); // null ends each but sync
    return result;
}

void PostgresConnection::judge(UnderWay const& done, PGresult const* result) {
    auto const status = PQresultStatus(result);
    bool const good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (status == PGRES_FATAL_ERROR) {
        auto const error = postgres_error(result, done.sql);
        if (!error_) error_ = error;
        if (is_error<ConnectionLost>(error)) std::rethrow_exception(error);
    }
    if (done.prepares) done.prepares->prepared = good ? Prepared::yes : Prepared::no;
    if (done.step == Step::transaction_id && good) transaction_ = PostgresRow(result, 0).bytes(0);
    // COMMIT of a failed transaction succeeds, as "ROLLBACK".
    if (done.step == Step::commit) commit_confirmed_ = good && PQcmdStatus(const_cast<PGresult*>(result)) == "COMMIT"sv;
}

void PostgresConnection::send_sync() {
    require_sent(PQpipelineSync(raw_.get()));
    under_way_.push_back({Step::sync, "sync"});
}

void PostgresConnection::script(std::string const& sql) {
    send_sync();
    receive_all();
    raise();
    require_sent(PQexitPipelineMode(raw_.get()));
    PostgresResult const result(PQexec(raw_.get(), sql.c_str()), PQclear);
    auto const status = PQresultStatus(result.get());
    if (is_alive()) require_sent(PQenterPipelineMode(raw_.get())); // also after an error, for what comes next
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        std::rethrow_exception(postgres_error(result.get(), sql));
}

void PostgresConnection::start() {
    receive_all(); // of a snapshot finished before
    if (error_) rollback();
    transaction_.clear();
    if (statements_.size() < most_statements) return;
    script("deallocate all");
    statements_.clear();
}

void PostgresConnection::begin(std::optional<TenantId> tenant) {
    start();
    enqueue_plain("begin", Step::statement);
    if (tenant) enqueue_for(*tenant, tell_tenant_and_ask_number, Step::transaction_id);
    else enqueue_plain("select cast(pg_current_xact_id() as text)", Step::transaction_id);
}

void PostgresConnection::begin_snapshot(TenantId tenant) {
    start();
    enqueue_plain("begin isolation level repeatable read, read only", Step::statement);
    enqueue_for(tenant, tell_tenant, Step::statement);
}

void PostgresConnection::finish_snapshot() {
    if (!under_way_.empty()) flush();
    raise();
    enqueue_plain("commit", Step::statement);
    send_sync();
}

void PostgresConnection::commit() {
    commit_confirmed_ = false;
    if (transaction_.empty()) flush();
    if (!error_) send_commit();
    if (commit_confirmed_) return;
    auto const error = error_ ? error_ : std::make_exception_ptr(DbError("the server undid the transaction at commit"));
    rollback();
    std::rethrow_exception(error);
}

void PostgresConnection::send_commit() {
    try {
        enqueue_plain("commit", Step::commit);
        send_sync();
        receive_all();
    } catch (ConnectionLost const& error) {
        if (commit_confirmed_) return; // lost after the answer
        throw CommitUnanswered(error.what(), transaction_, timeline_);
    }
}

void PostgresConnection::rollback() {
    send_sync();
    receive_all();
    error_ = nullptr;
    enqueue_plain("rollback", Step::statement);
    send_sync();
    receive_all();
    raise();
}

} // namespace baton::db
