#include "view/service.h"

#include "ticket/service.h"
#include "type/service.h"
#include "view/store.h"

#include <fmt/format.h>
#include <set>

namespace baton {
namespace {

constexpr std::string_view reader_name = "ticket_counts";

Cell cell_of(Standing const& s) {
    return {s.department_id ? s.department_id->value : 0, s.assignee_id ? s.assignee_id->value : 0, s.status};
}

void apply_event(Cells& cells, Event const& event) {
    auto const change = standing_change(event);
    if (!change) return;
    if (change->from) --cells[cell_of(*change->from)];
    ++cells[cell_of(change->to)];
}

class TicketCounts : public Reader {
public:
    std::string_view name() const override { return reader_name; }
    void apply(Tx& tx, std::span<Event const> events) override {
        Cells changes;
        for (auto const& event : events) apply_event(changes, event);
        add_to_counts(tx, changes);
    }
};

// The roll-up and the tail after it.
Cells current_counts(Tx& tx) {
    auto cells = load_counts(tx);
    for (auto const& event : tail_after(tx, reader_cursor(tx, reader_name))) apply_event(cells, event);
    std::erase_if(cells, [](auto const& c) { return c.second == 0; });
    return cells;
}

std::set<std::string> unfinished_statuses(Tx& tx) {
    std::set<std::string> keys;
    for (auto const& status : all_statuses(tx))
        if (!is_finished(status.category)) keys.insert(status.key);
    return keys;
}

constexpr std::string_view unfinished_filter = "status=new&status=open&status=pending&status=on_hold";

// Which departments the views of this actor are about; nullopt = all.
std::optional<std::set<std::int64_t>> seen_departments(Actor const& actor) {
    if (actor.may(Permission::tickets_read_all)) return std::nullopt;
    std::set<std::int64_t> ids;
    for (auto const id : actor.reach.seen) ids.insert(id.value);
    return ids;
}

std::string department_filter(std::optional<std::set<std::int64_t>> const& departments) {
    std::string filter;
    if (departments)
        for (auto const id : *departments) filter += fmt::format("&department_id={}", id);
    return filter;
}

} // namespace

std::vector<ViewCount> view_counts(Tx& tx, Actor const& actor) {
    auto const unfinished = unfinished_statuses(tx);
    auto const departments = seen_departments(actor);
    auto const me = actor.user ? actor.user->value : -1;
    auto const below = department_filter(departments);
    ViewCount mine{"mine", "我的工单", 0, fmt::format("assignee_id=me&{}", unfinished_filter)};
    ViewCount unassigned{"unassigned", "待分配", 0, fmt::format("assignee_id=none&{}{}", unfinished_filter, below)};
    ViewCount open{"open", "未完成", 0, fmt::format("{}{}", unfinished_filter, below)};
    for (auto const& [cell, n] : current_counts(tx)) {
        if (!unfinished.contains(cell.status)) continue;
        if (cell.assignee_id == me) mine.count += n;
        if (departments && !departments->contains(cell.department_id)) continue;
        if (cell.assignee_id == 0) unassigned.count += n;
        open.count += n;
    }
    // The others are about departments: who has none would be given a filter that lists what he takes part in.
    if (departments && departments->empty()) return {mine};
    return {mine, unassigned, open};
}

std::unique_ptr<Reader> ticket_counts_reader() { return std::make_unique<TicketCounts>(); }

bool is_status_in_use(Tx& tx, std::string const& status) {
    for (auto const& [cell, tickets] : current_counts(tx))
        if (cell.status == status && tickets > 0) return true;
    return false;
}

std::int64_t counted_until(Tx& tx) { return reader_cursor(tx, reader_name); }

std::string check_ticket_counts(Tx& tx) {
    auto const kept = current_counts(tx);
    auto const counted = recount(tx);
    auto all = kept;
    all.insert(counted.begin(), counted.end());
    for (auto const& [cell, _] : all) {
        auto const k = kept.contains(cell) ? kept.at(cell) : 0;
        auto const c = counted.contains(cell) ? counted.at(cell) : 0;
        if (k != c)
            return fmt::format("department {}, assignee {}, status {}: the roll-up says {}, there are {} tickets",
                               cell.department_id, cell.assignee_id, cell.status, k, c);
    }
    return "";
}

} // namespace baton
