#include "db/postgres_snapshot.h"

#include "db/postgres_tool.h"

#include <thread>

namespace baton::db {
namespace {

constexpr int rows_at_once = 200;
constexpr auto settings = "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0";
constexpr auto find_columns = R"(
    select cast(c.relname as text), cast(a.attname as text), cast(format_type(a.atttypid, null) as text),
           cast(coalesce(array_position(k.conkey, a.attnum), 0) as bigint)
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    where c.relkind = 'r' and c.relname not in ('search_places', 'search_texts')
    order by cast(c.relname as text) collate "C", cast(a.attname as text) collate "C")";

} // namespace

PostgresSnapshot::PostgresSnapshot(std::string const& url) : connection_(url, settings) {
    connection_.script("begin isolation level repeatable read, read only");
    connection_.ask("select 1", {}); // the first statement takes the snapshot
}

std::string PostgresSnapshot::name() {
    auto const answer = connection_.ask("select cast(pg_export_snapshot() as text)", {});
    return std::string(PostgresRow(answer.get(), 0).bytes(0));
}

// What row-level security goes by, where it is on.
void PostgresSnapshot::become(TenantId tenant) {
    auto const text = std::to_string(tenant.value);
    Param const value{.kind = Param::Kind::text, .bytes = text};
    connection_.ask("select set_config('baton.tenant', $1, true)", {&value, 1});
}

void PostgresSnapshot::read(TenantId tenant, Unit const& unit) {
    become(tenant);
    PostgresSession session(connection_, ids_);
    Tx tx(session, tenant);
    unit(tx);
    if (session.failure()) std::rethrow_exception(session.failure());
}

std::vector<TableLayout> PostgresSnapshot::layouts() {
    std::vector<TableLayout> all;
    PostgresSession session(connection_, ids_);
    session.query(find_columns, {}, [&](Row const& row) { add_column(all, row); });
    return all;
}

void PostgresSnapshot::stream(TenantId tenant, std::string const& sql, RowSink const& sink) {
    become(tenant);
    PostgresSession session(connection_, ids_);
    auto const cursor = fmt::format("rows_{}", ++cursors_);
    session.exec(fmt::format("declare {} no scroll cursor for {}", cursor, sql), {});
    for (int rows = rows_at_once; rows == rows_at_once;) {
        rows = 0;
        session.query(fmt::format("fetch {} from {}", rows_at_once, cursor), {}, [&](Row const& row) {
            ++rows;
            sink(row);
        });
    }
    session.exec("close " + cursor, {});
}

std::unique_ptr<Snapshot> read_server(std::string const& url) { return std::make_unique<PostgresSnapshot>(url); }

std::unique_ptr<Snapshot> dump_postgres(std::string const& url, std::string const& file, IsOver const& is_over) {
    auto snapshot = std::make_unique<PostgresSnapshot>(url);
    run_postgres_tool({"pg_dump", "--format=custom", "--compress=1", "--no-owner", "--no-privileges",
                       "--exclude-table=search_texts", "--exclude-table=search_places",
                       "--snapshot=" + snapshot->name(), "--file=" + file,
                       "--dbname=" + conninfo_without_password(url)},
                      url, is_over);
    return snapshot;
}

void wait_for_restores(std::string const& url, IsOver const& is_over) {
    PostgresConnection connection(url, settings);
    auto const at_work = [&] {
        connection.ask("select pg_stat_clear_snapshot()", {}); // else a transaction sees what it saw first
        auto const answer = connection.ask("select count(*) from pg_stat_activity where datname = current_database() "
                                           "and application_name = 'pg_restore'",
                                           {});
        return PostgresRow(answer.get(), 0).integer(0) > 0;
    };
    while (at_work()) {
        if (is_over && is_over()) throw Unavailable("Given up: the program ends.");
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

void restore_archive(std::string const& url, std::string const& file, IsOver const& is_over) {
    run_postgres_tool({"pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
                       "--dbname=" + conninfo_without_password(url), file},
                      url, is_over);
}

} // namespace baton::db
