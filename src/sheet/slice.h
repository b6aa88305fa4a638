// A few rows of a table on their way into the database, which may be another process: values, as JSON too. Each carries
// its own number from where it came, so that a slice may be given again.
#pragma once
#include "sheet/row.h"

namespace baton {

inline constexpr std::size_t most_rows_of_slice = 100;

struct SliceRow {
    std::int64_t line = 0;
    std::string external_id;
    std::optional<TicketRow> ticket; // or
    std::optional<CustomerRow> customer;
};
DESCRIBE(SliceRow, (), (line, external_id, ticket, customer));

struct RowSlice {
    std::string tenant; // name or id; "" = the first
    std::string source;
    bool is_dry = false; // everything is tried and nothing stored
    Timestamp now{};
    std::int64_t ids_after = 0; // of the slice before: ids grow from slice to slice
    std::vector<SliceRow> rows; // in the order of the moments they name
};
DESCRIBE(RowSlice, (), (tenant, source, is_dry, now, ids_after, rows));

struct RowProblem {
    std::string field, message;
};
DESCRIBE(RowProblem, (), (field, message));

BOOST_DEFINE_ENUM_CLASS(RowEnd, made, there, refused)

struct RowOutcome {
    std::int64_t line = 0, id = 0;
    RowEnd end = RowEnd::made;
    std::string number; // of a ticket
    std::vector<RowProblem> problems;
};
DESCRIBE(RowOutcome, (), (line, id, end, number, problems));

struct SliceOutcome {
    std::int64_t ids_until = 0;
    std::vector<RowOutcome> rows;
};
DESCRIBE(SliceOutcome, (), (ids_until, rows));

// What is wrong with a row.
std::vector<RowProblem> problems_of(std::exception const&);

} // namespace baton
