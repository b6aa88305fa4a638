#include "report/fact.h"

namespace baton {

Sums& Sums::operator+=(Sums const& other) {
    tickets += other.tickets;
    responded += other.responded;
    response_s += other.response_s;
    resolved += other.resolved;
    resolution_s += other.resolution_s;
    return *this;
}

void Tally::add(Fact const& f, std::int64_t sign) {
    cells[{f.status, f.department_id, f.assignee_id, f.type_id, f.priority}] += sign;
    Sums sums{.tickets = sign};
    if (f.first_response_s) sums.responded = sign, sums.response_s = sign * *f.first_response_s;
    if (f.resolution_s) sums.resolved = sign, sums.resolution_s = sign * *f.resolution_s;
    created[{f.created_day, f.department_id, f.status}] += sums;
    if (f.resolved_day) resolved[{*f.resolved_day, f.department_id}] += sign;
}

Tally& Tally::operator+=(Tally const& other) {
    for (auto const& [cell, n] : other.cells) cells[cell] += n;
    for (auto const& [day, sums] : other.created) created[day] += sums;
    for (auto const& [day, n] : other.resolved) resolved[day] += n;
    return *this;
}

void Tally::tidy() {
    std::erase_if(cells, [](auto const& c) { return c.second == 0; });
    std::erase_if(created, [](auto const& c) { return c.second == Sums{}; });
    std::erase_if(resolved, [](auto const& c) { return c.second == 0; });
}

} // namespace baton
