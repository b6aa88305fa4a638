#pragma once
// The rows a benchmark left behind, in memory, so that the same rows can be written again by the bare database: the
// limit the program is measured against.
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace baton::bench {

using Blob = std::vector<unsigned char>;
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

struct Table {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::vector<Value>> rows;
};

// What was written per ticket: unit i of n takes its share of every table's rows.
struct Recording {
    std::vector<std::string> schema; // SQLite: statements that make the tables and indexes
    std::vector<Table> tables;
    std::size_t units = 0;
};

// "insert into t (a, b) values (?1, ?2)", with the mark of the database's parameters.
std::string insert_statement(Table const&, char mark);

// The half-open range of a table's rows that belong to a unit.
struct Share {
    std::size_t begin, end;
};
Share share(Table const&, std::size_t unit, std::size_t units);

Recording read_sqlite(std::string const& file);
// Seconds it takes to write all units into a new file, `batch` in each transaction, synchronous=FULL.
double write_sqlite(Recording const&, std::string const& file, std::size_t batch);

Recording read_postgres(std::string const& url);
// Seconds it takes to write all units over this many connections, one transaction each, pipelined, into copies of the
// tables in a schema of its own.
double write_postgres(Recording const&, std::string const& url, std::size_t connections);

} // namespace baton::bench
