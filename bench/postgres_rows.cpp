#include "rows.h"

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>

namespace baton::bench {
namespace {

struct Close {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, Close>;
using Result = std::unique_ptr<PGresult, Close>;

Connection connect(std::string const& url) {
    Connection connection(PQconnectdb(url.c_str()));
    if (PQstatus(connection.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
    return connection;
}

Result run(PGconn* connection, std::string const& sql) {
    Result result(PQexec(connection, sql.c_str()));
    auto const status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection));
    return result;
}

std::vector<std::string> texts(PGconn* connection, std::string const& sql) {
    std::vector<std::string> found;
    auto const result = run(connection, sql);
    for (int i = 0; i < PQntuples(result.get()); ++i) found.emplace_back(PQgetvalue(result.get(), i, 0));
    return found;
}

Table read_table(PGconn* connection, std::string const& name) {
    auto const result = run(connection, "select * from " + name);
    Table table{name, {}, {}};
    for (int i = 0; i < PQnfields(result.get()); ++i) table.columns.emplace_back(PQfname(result.get(), i));
    for (int r = 0; r < PQntuples(result.get()); ++r) {
        auto& row = table.rows.emplace_back();
        for (int i = 0; i < PQnfields(result.get()); ++i)
            if (PQgetisnull(result.get(), r, i)) row.emplace_back();
            else row.emplace_back(std::string(PQgetvalue(result.get(), r, i)));
    }
    return table;
}

void send(PGconn* connection, Table const& table, std::vector<Value> const& row) {
    std::vector<char const*> values;
    for (auto const& value : row) {
        auto const* text = std::get_if<std::string>(&value);
        values.push_back(text ? text->c_str() : nullptr);
    }
    if (!PQsendQueryPrepared(connection, table.name.c_str(), int(values.size()), values.data(), nullptr, nullptr, 0))
        throw std::runtime_error(PQerrorMessage(connection));
}

// Reads the answers of one pipelined transaction up to its synchronisation point.
void finish(PGconn* connection) {
    for (;;) {
        Result const result(PQgetResult(connection));
        if (!result) continue;
        if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) return;
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection));
    }
}

void write_unit(PGconn* connection, Recording const& recording, std::size_t unit) {
    for (auto const& table : recording.tables) {
        auto const rows = share(table, unit, recording.units);
        for (std::size_t i = rows.begin; i < rows.end; ++i) send(connection, table, table.rows[i]);
    }
    PQpipelineSync(connection); // what comes between two of these is one transaction
    finish(connection);
}

void prepare(PGconn* connection, Recording const& recording) {
    run(connection, "set search_path = bench_raw");
    for (auto const& table : recording.tables) {
        Result const result(
            PQprepare(connection, table.name.c_str(), insert_statement(table, '$').c_str(), 0, nullptr));
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection));
    }
    PQenterPipelineMode(connection);
}

} // namespace

Recording read_postgres(std::string const& url) {
    auto const connection = connect(url);
    Recording recording;
    recording.units = std::stoul(texts(connection.get(), "select count(*) from tickets").at(0));
    for (auto const& name :
         texts(connection.get(), "select tablename from pg_tables where schemaname = 'public' order by 1")) {
        auto table = read_table(connection.get(), name);
        if (table.rows.size() * 2 >= recording.units)
            recording.tables.push_back(std::move(table)); // grows with tickets
    }
    return recording;
}

double write_postgres(Recording const& recording, std::string const& url, std::size_t connections) {
    auto const setup = connect(url);
    run(setup.get(), "drop schema if exists bench_raw cascade; create schema bench_raw");
    for (auto const& table : recording.tables)
        run(setup.get(), "create table bench_raw." + table.name + " (like public." + table.name + " including all)");
    std::vector<Connection> all;
    for (std::size_t i = 0; i < connections; ++i) prepare(all.emplace_back(connect(url)).get(), recording);
    auto const started = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> threads;
        for (std::size_t first = 0; first < connections; ++first)
            threads.emplace_back([&, first] {
                for (std::size_t unit = first; unit < recording.units; unit += connections)
                    write_unit(all[first].get(), recording, unit);
            });
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
}

} // namespace baton::bench
