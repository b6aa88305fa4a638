// What a ticket is counted by. Values and pure arithmetic: counting a ticket anew takes away what it counted as before
// and adds what it counts as now.
#pragma once
#include "ticket/ticket.h"

#include <map>

namespace baton {

// 0 stands for none.
struct Fact {
    TicketId ticket_id{};
    std::int64_t created_day = 0; // local, 20261121
    DepartmentId department_id{};
    UserId assignee_id{};
    TypeId type_id{};
    Priority priority = Priority::normal;
    std::string status;
    std::optional<std::int64_t> first_response_s;
    std::optional<std::int64_t> resolved_day;
    std::optional<std::int64_t> resolution_s;
    bool operator==(Fact const&) const = default;
};
DESCRIBE(Fact, (),
         (ticket_id, created_day, department_id, assignee_id, type_id, priority, status, first_response_s, resolved_day,
          resolution_s));

// What lists are counted by.
struct Cell {
    std::string status;
    DepartmentId department_id{};
    UserId assignee_id{};
    TypeId type_id{};
    Priority priority = Priority::normal;
    auto operator<=>(Cell const&) const = default;
};
DESCRIBE(Cell, (), (status, department_id, assignee_id, type_id, priority));

// Tickets created on one day, with one department and status now.
struct CreatedDay {
    std::int64_t day = 0;
    DepartmentId department_id{};
    std::string status;
    auto operator<=>(CreatedDay const&) const = default;
};
DESCRIBE(CreatedDay, (), (day, department_id, status));

struct Sums {
    std::int64_t tickets = 0;
    std::int64_t responded = 0, response_s = 0;  // of those responded, together
    std::int64_t resolved = 0, resolution_s = 0; // of those resolved, together
    bool operator==(Sums const&) const = default;
    Sums& operator+=(Sums const&);
};
DESCRIBE(Sums, (), (tickets, responded, response_s, resolved, resolution_s));

struct ResolvedDay {
    std::int64_t day = 0;
    DepartmentId department_id{};
    auto operator<=>(ResolvedDay const&) const = default;
};
DESCRIBE(ResolvedDay, (), (day, department_id));

struct Tally {
    std::map<Cell, std::int64_t> cells;
    std::map<CreatedDay, Sums> created;
    std::map<ResolvedDay, std::int64_t> resolved;
    bool operator==(Tally const&) const = default;

    // `sign`: 1 counts the ticket, -1 takes it away.
    void add(Fact const&, std::int64_t sign);
    Tally& operator+=(Tally const&);
    // What came to nothing goes.
    void tidy();
};

} // namespace baton
