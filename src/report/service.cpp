#include "report/service.h"

#include "base/zone.h"
#include "report/store.h"
#include "tenant/service.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace baton {
namespace {

constexpr std::string_view reader_name = "ticket_facts";
constexpr std::int64_t no_day = 0, every_day = 99'999'999;

Fact fact_of(Countable const& t, std::string const& zone) {
    Fact fact{.ticket_id = t.id,
              .created_day = local_date(t.created_at, zone),
              .department_id = t.department_id.value_or(DepartmentId{}),
              .assignee_id = t.assignee_id.value_or(UserId{}),
              .type_id = t.type_id,
              .priority = t.priority,
              .status = t.status,
              .first_response_s = {},
              .resolved_day = {},
              .resolution_s = {}};
    auto const since = [&](Timestamp at) { return (at - t.created_at) / microseconds_per_second; };
    if (t.first_responded_at) fact.first_response_s = since(*t.first_responded_at);
    if (t.resolved_at) {
        fact.resolved_day = local_date(*t.resolved_at, zone);
        fact.resolution_s = since(*t.resolved_at);
    }
    return fact;
}

// What counting these tickets anew changes.
struct Recount {
    Tally changes;
    std::vector<Fact> facts;    // those that are not as they were
    std::vector<TicketId> gone; // those that have a fact and are no more
};

Recount recount(Tx& tx, std::vector<TicketId> const& tickets) {
    Recount result;
    auto const zone = zone_of_tenant(tx);
    std::map<TicketId, Fact> before;
    for (auto const& fact : facts_of(tx, tickets)) before.emplace(fact.ticket_id, fact);
    std::set<TicketId> there;
    for (auto const& ticket : countable_tickets(tx, tickets)) {
        there.insert(ticket.id);
        auto fact = fact_of(ticket, zone);
        auto const counted = before.find(ticket.id);
        if (counted != before.end()) {
            // A day stays the one it was counted on, even when the tenant's zone is another by now.
            fact.created_day = counted->second.created_day;
            if (counted->second == fact) continue;
            result.changes.add(counted->second, -1);
        }
        result.changes.add(fact, 1);
        result.facts.push_back(std::move(fact));
    }
    for (auto const& [id, fact] : before)
        if (!there.contains(id)) {
            result.changes.add(fact, -1);
            result.gone.push_back(id);
        }
    result.changes.tidy();
    return result;
}

class TicketFacts : public Reader {
public:
    std::string_view name() const override { return reader_name; }
    void apply(Tx& tx, std::span<Event const> events) override {
        std::vector<TicketId> tickets;
        for (auto const& event : events)
            if (event.ticket_id) tickets.push_back(*event.ticket_id);
        std::ranges::sort(tickets);
        tickets.erase(std::ranges::unique(tickets).begin(), tickets.end());
        auto const counted = recount(tx, tickets);
        save_facts(tx, counted.facts);
        delete_facts(tx, counted.gone);
        add_to_tally(tx, counted.changes);
    }
};

// Since the reader looked last.
Tally tail(Tx& tx) {
    Tally changes;
    constexpr std::size_t slice = 500;
    auto const tickets = tickets_after(tx, reader_cursor(tx, reader_name));
    for (std::size_t i = 0; i < tickets.size(); i += slice) {
        auto const end = std::min(i + slice, tickets.size());
        changes += recount(tx, {tickets.begin() + std::ptrdiff_t(i), tickets.begin() + std::ptrdiff_t(end)}).changes;
    }
    return changes;
}

template <class Key, class Value>
std::string first_difference(std::map<Key, Value> const& kept, std::map<Key, Value> const& counted) {
    auto all = kept;
    all.insert(counted.begin(), counted.end());
    for (auto const& [key, _] : all) {
        auto const k = kept.contains(key) ? kept.at(key) : Value{};
        auto const c = counted.contains(key) ? counted.at(key) : Value{};
        if (!(k == c))
            return fmt::format("{}: the roll-up says {}, the tickets {}", to_json_text(key), to_json_text(k),
                               to_json_text(c));
    }
    return "";
}

// Reads every ticket.
Tally count_all(Tx& tx) {
    Tally tally;
    auto const zone = zone_of_tenant(tx);
    TicketId last{};
    for (;;) {
        auto const page = countable_after(tx, last, 1000);
        for (auto const& ticket : page) tally.add(fact_of(ticket, zone), 1);
        if (page.empty()) return tally;
        last = page.back().id;
    }
}

} // namespace

std::unique_ptr<Reader> ticket_facts_reader() { return std::make_unique<TicketFacts>(); }

std::map<Cell, std::int64_t> cells_of(Tx& tx, std::vector<std::string> const& statuses) {
    Tally tally;
    tally.cells = load_cells(tx, statuses);
    for (auto const& [cell, n] : tail(tx).cells)
        if (std::ranges::find(statuses, cell.status) != statuses.end()) tally.cells[cell] += n;
    tally.tidy();
    return std::move(tally.cells);
}

// On PostgreSQL each statement of a unit sees what was committed until then: what the reader moved meanwhile would be
// counted twice or not at all, so then it is counted again.
bool is_status_in_use(Tx& tx, std::string const& key) {
    constexpr int most_times = 50;
    for (int times = 0; times < most_times; ++times) {
        auto const before = reader_cursor(tx, reader_name);
        auto const cells = cells_of(tx, {key});
        if (reader_cursor(tx, reader_name) == before)
            return std::ranges::any_of(cells, [](auto const& cell) { return cell.second > 0; });
    }
    return true; // too busy to tell
}

Days days_between(Tx& tx, std::int64_t first, std::int64_t end) {
    Days days{load_created(tx, first, end), load_resolved(tx, first, end)};
    auto const is_within = [&](std::int64_t day) { return first <= day && day < end; };
    auto const changes = tail(tx);
    for (auto const& [key, sums] : changes.created)
        if (is_within(key.day)) days.created[key] += sums;
    for (auto const& [key, n] : changes.resolved)
        if (is_within(key.day)) days.resolved[key] += n;
    return days;
}

Days days_within(Tx& tx, Timestamp from, Timestamp to) {
    auto const day = local_date(from, zone_of_tenant(tx));
    return {sum_created(tx, day, from, to), sum_resolved(tx, day, from, to)};
}

std::string check_ticket_counts(Tx& tx) {
    Tally kept;
    kept.cells = load_every_cell(tx);
    kept.created = load_created(tx, no_day, every_day);
    kept.resolved = load_resolved(tx, no_day, every_day);
    kept += tail(tx);
    kept.tidy();
    auto const counted = count_all(tx);
    for (auto const& difference :
         {first_difference(kept.cells, counted.cells), first_difference(kept.created, counted.created),
          first_difference(kept.resolved, counted.resolved)})
        if (!difference.empty()) return difference;
    return "";
}

} // namespace baton
