// The overview (RP1): what was asked for in a time, what became of it, and how fast. Every number comes with the query
// of GET /tickets that lists the tickets behind it.
#pragma once
#include "ticket/present.h"

namespace baton {

// from ≤ t < to
struct Window {
    Timestamp from{}, to{};
};

struct OverviewTotals {
    std::int64_t created = 0;  // in this time
    std::int64_t resolved = 0; // of those created, by now
    std::int64_t open = 0;     // of those created, still
    double resolved_rate = 0;  // of 1; 0 when none was created
    std::string filter;        // created
};
DESCRIBE(OverviewTotals, (), (created, resolved, open, resolved_rate, filter));

struct CategoryCount {
    StatusCategory status_category = StatusCategory::new_;
    std::int64_t tickets = 0;
    std::string filter;
};
DESCRIBE(CategoryCount, (), (status_category, tickets, filter));

struct StatusCount {
    std::string status, name;
    StatusCategory status_category = StatusCategory::new_;
    std::int64_t tickets = 0;
    std::string filter;
};
DESCRIBE(StatusCount, (), (status, name, status_category, tickets, filter));

struct DepartmentCount {
    NamedRef department;
    std::int64_t created = 0, resolved = 0, open = 0;
    std::optional<double> avg_first_response_s, avg_resolution_s;
    std::string filter;
};
DESCRIBE(DepartmentCount, (), (department, created, resolved, open, avg_first_response_s, avg_resolution_s, filter));

struct DayCount {
    std::string day; // "2026-11-21" in the tenant's zone
    std::int64_t created = 0;
    std::int64_t resolved = 0; // on this day, whenever they were created
    std::string created_filter, resolved_filter;
};
DESCRIBE(DayCount, (), (day, created, resolved, created_filter, resolved_filter));

struct Overview {
    Timestamp from{}, to{};
    OverviewTotals totals;
    std::vector<CategoryCount> by_status_category; // those there are tickets in
    std::vector<StatusCount> by_status;
    std::vector<DepartmentCount> by_department;
    std::vector<DayCount> by_day;                                 // every day of the time
    std::optional<double> avg_first_response_s, avg_resolution_s; // of those created; absent when there is none
};
DESCRIBE(Overview, (),
         (from, to, totals, by_status_category, by_status, by_department, by_day, avg_first_response_s,
          avg_resolution_s));

// Of the departments whose tickets the actor sees; all with tickets.read_all. REQUIRES: from < to.
Overview overview(Tx&, Actor const&, Window);

} // namespace baton
