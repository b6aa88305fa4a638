#include "ticket/list_runs_store.h"

#include "department/service.h"
#include "ticket/list_sql_store.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

// More would cost more to plan than they save; who sees so many departments sees most of what there is.
constexpr std::size_t most_runs = 150;

// Where the rows of a run come from. `id` stands for the ticket's.
struct RowsBy {
    std::string from = "tickets t", id = "t.id";
};
// A cross join is read in this order on SQLite, which would else look at every ticket.
RowsBy const by_tag{"ticket_tags g cross join tickets t", "g.ticket_id"};
RowsBy const by_word{"ticket_field_index x cross join tickets t", "x.ticket_id"};
RowsBy const by_part{"ticket_participants p cross join tickets t", "t.id"};

// Puts together the runs: each selects at most a page of ids. `rest`: what they have to keep to besides their reason.
class Runs {
public:
    Runs(Tx& tx, Scope const& scope, TicketFilter const& rest)
        : tx_(tx), scope_(scope), rest_(rest), tenant_(params_.mark(tx.tenant())),
          conditions_(conditions_of(rest, params_)), limit_(params_.mark(rest.limit)), order_(sql_of(rest.order)) {}

    template <class T> std::string mark(T const& value) { return params_.mark(value); }

    void add(std::string const& reason, RowsBy const& rows = {}) {
        sql_ += sql_.empty() ? "" : " union ";
        sql_ += fmt::format("select id from (select {} as id from {} where t.tenant_id = {} and {}{}{}{} limit {}) run",
                            rows.id, rows.from, tenant_, reason, conditions_, after(rows.id), order_by(order_, rows.id),
                            limit_);
    }
    // When the reason alone does not make them seen.
    void add_if_seen(std::string const& reason, RowsBy const& rows = {}) {
        if (seen_.empty()) seen_ = " and " + scope_.sql(params_);
        add(reason + seen_, rows);
    }
    std::vector<TicketId> ids() {
        std::vector<TicketId> found;
        tx_.query_with("select id from (" + sql_ + ") runs" + order_by(order_, "id") + " limit " + limit_, params_,
                       [&](db::Row const& row) { found.push_back(TicketId{row.integer(0)}); });
        return found;
    }

private:
    std::string after(std::string const& id) {
        if (!rest_.after) return "";
        if (after_.empty()) after_ = mark(rest_.after->id);
        return " and " + id + (order_.descending ? " < " : " > ") + after_;
    }

    Tx& tx_;
    Scope const& scope_;
    TicketFilter const& rest_;
    db::Params params_;
    std::string tenant_, conditions_, limit_, seen_, after_, sql_;
    OrderSql order_;
};

std::vector<StatusCategory> categories_in(TicketFilter const& f) {
    auto categories = f.categories;
    for (auto const category : f.categories_of_statuses)
        if (std::ranges::find(categories, category) == categories.end()) categories.push_back(category);
    if (categories.empty()) for_each_value<StatusCategory>([&](StatusCategory c) { categories.push_back(c); });
    return categories;
}

std::vector<TicketId> of_tags(Tx& tx, Scope const& scope, TicketFilter f) {
    auto const tags = std::exchange(f.tags, {});
    Runs runs(tx, scope, f);
    for (auto const& tag : tags)
        runs.add_if_seen("g.tenant_id = $1 and t.id = g.ticket_id and g.tag = " + runs.mark(tag), by_tag);
    return runs.ids();
}

std::vector<TicketId> of_field(Tx& tx, Scope const& scope, TicketFilter f) {
    auto const words = std::move(f.fields.front());
    f.fields.erase(f.fields.begin());
    Runs runs(tx, scope, f);
    for (auto const& [field, word] : words)
        runs.add_if_seen("x.tenant_id = $1 and t.id = x.ticket_id and x.field_id = " + runs.mark(field) +
                             " and x.value = " + runs.mark(word),
                         by_word);
    return runs.ids();
}

std::vector<TicketId> of_people(Tx& tx, Scope const& scope, TicketFilter f) {
    auto const people = std::exchange(f.assignees, {});
    Runs runs(tx, scope, f);
    for (auto const person : people)
        for (auto const category : categories_in(f))
            runs.add_if_seen("t.assignee_id = " + runs.mark(person) +
                             " and t.status_category = " + runs.mark(category));
    return runs.ids();
}

std::vector<TicketId> of_types(Tx& tx, Scope const& scope, TicketFilter f) {
    auto const types = std::exchange(f.types, {});
    Runs runs(tx, scope, f);
    for (auto const type : types) runs.add_if_seen("t.type_id = " + runs.mark(type));
    return runs.ids();
}

std::vector<std::string> places(Runs& runs, std::vector<DepartmentId> const& departments) {
    std::vector<std::string> reasons;
    for (auto const department : departments) reasons.push_back("t.department_id = " + runs.mark(department));
    return reasons;
}

// Indexes hold the category between the place and the id.
void add_by_category(Runs& runs, std::vector<std::string> const& reasons, TicketFilter const& f) {
    for (auto const category : categories_in(f)) {
        auto const mark = runs.mark(category);
        for (auto const& reason : reasons) runs.add(reason + " and t.status_category = " + mark);
    }
}

// The departments of the scope in which tickets of this list can be.
std::vector<DepartmentId> departments_in(std::vector<DepartmentId> departments, TicketFilter const& f) {
    if (!f.departments.empty())
        std::erase_if(departments,
                      [&](DepartmentId d) { return std::ranges::find(f.departments, d) == f.departments.end(); });
    return departments;
}

std::vector<TicketId> of_reach(Tx& tx, Scope const& scope, TicketFilter const& f) {
    Runs runs(tx, scope, f);
    auto const me = runs.mark(scope.user);
    runs.add("t.created_by = " + me);
    runs.add("t.id = p.ticket_id and p.tenant_id = $1 and p.user_id = " + me, by_part);
    auto reasons = places(runs, departments_in(scope.departments, f));
    reasons.push_back("t.assignee_id = " + me);
    add_by_category(runs, reasons, f);
    for (auto const department : scope.departments)
        runs.add("t.opened_department_id <> t.department_id and t.opened_department_id = " + runs.mark(department));
    return runs.ids();
}

std::optional<std::vector<TicketId>> of_departments(Tx& tx, Scope const& scope, TicketFilter f) {
    bool const all = f.departments.empty();
    auto const departments = all ? every_department(tx) : std::exchange(f.departments, {});
    if ((departments.size() + 1) * categories_in(f).size() > most_runs) return std::nullopt;
    Runs runs(tx, scope, f);
    auto reasons = places(runs, departments);
    if (all) reasons.emplace_back("t.department_id is null");
    add_by_category(runs, reasons, f);
    return runs.ids();
}

bool are_few(std::size_t n) { return n > 0 && n <= most_runs; }

} // namespace

std::optional<std::vector<TicketId>> ids_by_runs(Tx& tx, Scope const& scope, TicketFilter const& f) {
    bool const by_creation = f.order == TicketOrder::newest || f.order == TicketOrder::oldest;
    bool const sees_many = scope.kind == Scope::Kind::everything || scope.kind == Scope::Kind::reach;
    if (!by_creation || !sees_many || f.requester || f.ids) return std::nullopt; // those are few: found by their index
    if (are_few(f.tags.size())) return of_tags(tx, scope, f);
    if (!f.fields.empty() && are_few(f.fields.front().size())) return of_field(tx, scope, f);
    auto const categories = categories_in(f).size();
    if (!f.unassigned && are_few(f.assignees.size() * categories)) return of_people(tx, scope, f);
    if (are_few(f.types.size())) return of_types(tx, scope, f);
    if (scope.kind == Scope::Kind::reach) {
        auto const places = departments_in(scope.departments, f).size() + 1;
        if (places * categories + scope.departments.size() + 2 <= most_runs) return of_reach(tx, scope, f);
        return std::nullopt;
    }
    bool const is_narrow = !f.departments.empty() || !f.categories.empty() || !f.categories_of_statuses.empty();
    return is_narrow ? of_departments(tx, scope, f) : std::nullopt;
}

} // namespace baton
