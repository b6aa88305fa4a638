// How many tickets each view holds, for who asks.
#include "report/service.h"
#include "ticket/service.h"
#include "type/service.h"
#include "view/service.h"

#include <algorithm>
#include <set>

namespace baton {
namespace {

constexpr int most_counted = 1'000;

// A view on the way to its count.
struct Counted {
    std::string id, name;
    TicketWords words;
    std::optional<std::string> sort;
    TicketFilter filter = {};
    bool is_by_cells = false;
};

std::vector<std::string> const unfinished = {"new", "open", "pending", "on_hold"};

TicketWords words_of_unfinished(std::string_view assignee) {
    TicketWords words{.status = unfinished,
                      .department_id = {},
                      .assignee_id = {},
                      .type_id = {},
                      .priority = {},
                      .tag = {},
                      .field = {},
                      .snoozed = {}};
    if (!assignee.empty()) words.assignee_id.emplace_back(assignee);
    return words;
}

bool is_only_mine(TicketWords const& words) { return words.assignee_id == std::vector<std::string>{"me"}; }

// Who sees some departments is shown the tickets that are in them, not also those he takes part in elsewhere: that is
// what the roll-up can count.
void narrow(Counted& counted, Actor const& actor) {
    auto const& seen = actor.reach.seen;
    auto const& words = counted.words;
    counted.is_by_cells = words.tag.empty() && words.field.empty() && words.snoozed.value_or("any") == "any";
    if (actor.may(Permission::tickets_read_all) || is_only_mine(counted.words)) return;
    auto& departments = counted.words.department_id;
    if (departments.empty()) departments = seen;
    auto const is_seen = [&](DepartmentId id) { return std::ranges::binary_search(seen, id); };
    counted.is_by_cells &= !departments.empty() && std::ranges::all_of(departments, is_seen);
}

template <class T> bool is_among(std::vector<T> const& wanted, T const& value) {
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

bool is_in(Cell const& cell, TicketFilter const& f, std::map<std::string, StatusCategory> const& categories) {
    bool const any_status = f.statuses.empty() && f.categories.empty();
    if (!any_status && std::ranges::find(f.statuses, cell.status) == f.statuses.end() &&
        std::ranges::find(f.categories, categories.at(cell.status)) == f.categories.end())
        return false;
    bool const unassigned = f.unassigned && cell.assignee_id == UserId{};
    bool const any_assignee = !f.unassigned && f.assignees.empty();
    if (!any_assignee && !unassigned && std::ranges::find(f.assignees, cell.assignee_id) == f.assignees.end())
        return false;
    return is_among(f.departments, cell.department_id) && is_among(f.types, cell.type_id) &&
           is_among(f.priorities, cell.priority);
}

class Counter {
public:
    Counter(Tx& tx, Actor const& actor) : tx_(tx), actor_(actor) {
        for (auto const& status : all_statuses(tx)) categories_.emplace(status.key, status.category);
    }

    void add(Counted counted) {
        narrow(counted, actor_);
        try {
            counted.filter = filter_of(tx_, actor_, counted.words);
        } catch (Error const& error) {
            if (error.code != ErrorCode::invalid) throw;
            return; // it asks for a status or field that is no more; the list says so to who opens it
        }
        all_.push_back(std::move(counted));
    }

    std::vector<ViewCount> count() {
        auto const cells = cells_of(tx_, statuses_counted());
        std::vector<ViewCount> counts;
        for (auto& counted : all_) {
            ViewCount count{counted.id, counted.name, 0, false, query_of(counted.words, counted.sort)};
            if (counted.is_by_cells) {
                for (auto const& [cell, n] : cells)
                    if (is_in(cell, counted.filter, categories_)) count.count += n;
            } else {
                counted.filter.limit = most_counted + 1;
                auto const tickets = count_matching(tx_, actor_, counted.filter);
                count.count = std::min<std::int64_t>(tickets, most_counted);
                count.is_more = tickets > most_counted;
            }
            counts.push_back(std::move(count));
        }
        return counts;
    }

private:
    // Finished tickets are most of those there ever were: their cells are read only for views that ask for them.
    std::vector<std::string> statuses_counted() const {
        std::vector<std::string> keys;
        for (auto const& [key, category] : categories_) {
            auto const asks = [&](Counted const& c) {
                auto const& f = c.filter;
                bool const any = f.statuses.empty() && f.categories.empty();
                return c.is_by_cells && (any || std::ranges::find(f.statuses, key) != f.statuses.end() ||
                                         std::ranges::find(f.categories, category) != f.categories.end());
            };
            if (std::ranges::any_of(all_, asks)) keys.push_back(key);
        }
        return keys;
    }

    Tx& tx_;
    Actor const& actor_;
    std::map<std::string, StatusCategory> categories_;
    std::vector<Counted> all_;
};

} // namespace

std::vector<ViewCount> view_counts(Tx& tx, Actor const& actor) {
    Counter counter(tx, actor);
    counter.add({"mine", "我的工单", words_of_unfinished("me"), {}});
    // These are about departments: who has none would be given a filter that lists what he takes part in.
    if (actor.may(Permission::tickets_read_all) || !actor.reach.seen.empty()) {
        counter.add({"unassigned", "待分配", words_of_unfinished("none"), {}});
        counter.add({"open", "未完成", words_of_unfinished(""), {}});
    }
    for (auto& view : views_of(tx, actor))
        counter.add({std::to_string(view.id.value), view.name, std::move(view.filter), std::move(view.sort)});
    return counter.count();
}

} // namespace baton
