#include "report/overview.h"

#include "base/zone.h"
#include "department/service.h"
#include "report/service.h"
#include "tenant/service.h"
#include "type/service.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

void put_together(Days& days, Days const& more) {
    for (auto const& [key, sums] : more.created) days.created[key] += sums;
    for (auto const& [key, n] : more.resolved) days.resolved[key] += n;
}

// Whole days from the roll-up; what is left before the first and after the last is counted by hand.
Days days_of(Tx& tx, Window w, std::string const& zone) {
    auto const first_day = local_date(w.from, zone), last_day = local_date(w.to, zone);
    auto first = first_day;
    auto const begins = [&](std::int64_t day) { return day_start(day, zone).value(); };
    if (begins(first_day) < w.from) first = day_after(first_day);
    if (first > last_day) return days_within(tx, w.from, w.to); // within one day
    auto days = days_between(tx, first, last_day);
    if (first != first_day) put_together(days, days_within(tx, w.from, begins(first)));
    if (begins(last_day) < w.to) put_together(days, days_within(tx, begins(last_day), w.to));
    return days;
}

void drop_out_of_sight(Days& days, Actor const& actor) {
    if (actor.may(Permission::tickets_read_all)) return;
    auto const is_hidden = [&](auto const& day) {
        return !std::ranges::binary_search(actor.reach.seen, day.first.department_id);
    };
    std::erase_if(days.created, is_hidden);
    std::erase_if(days.resolved, is_hidden);
}

std::string range(std::string_view what, Timestamp from, Timestamp to) {
    return fmt::format("{0}_from={1}&{0}_to={2}", what, to_rfc3339(from), to_rfc3339(to));
}

// Without it the lists of who does not see all would hold also what he takes part in elsewhere.
std::string department_filter(Actor const& actor) {
    std::string filter;
    if (!actor.may(Permission::tickets_read_all))
        for (auto const id : actor.reach.seen) filter += fmt::format("&department_id={}", id.value);
    return filter;
}

std::optional<double> average(std::int64_t sum, std::int64_t n) {
    if (n == 0) return std::nullopt;
    return double(sum) / double(n);
}

class OverviewMaker {
public:
    OverviewMaker(Tx& tx, Actor const& actor, Window w)
        : tx_(tx), window_(w), zone_(zone_of_tenant(tx)), departments_(department_filter(actor)),
          created_(range("created", w.from, w.to)), days_(days_of(tx, w, zone_)) {
        drop_out_of_sight(days_, actor);
        for (auto& status : all_statuses(tx)) statuses_.emplace(status.key, std::move(status));
    }

    Overview make() {
        Overview o{.from = window_.from,
                   .to = window_.to,
                   .totals = {},
                   .by_status_category = {},
                   .by_status = {},
                   .by_department = {},
                   .by_day = {},
                   .avg_first_response_s = {},
                   .avg_resolution_s = {}};
        put_totals(o);
        put_statuses(o);
        put_departments(o);
        put_days(o);
        return o;
    }

private:
    bool is_open(std::string const& status) const { return !is_finished(statuses_.at(status).category); }

    void put_totals(Overview& o) const {
        Sums all;
        for (auto const& [key, sums] : days_.created) {
            all += sums;
            (is_open(key.status) ? o.totals.open : o.totals.resolved) += sums.tickets;
        }
        o.totals.created = all.tickets;
        if (all.tickets > 0) o.totals.resolved_rate = double(o.totals.resolved) / double(all.tickets);
        o.totals.filter = created_ + departments_;
        o.avg_first_response_s = average(all.response_s, all.responded);
        o.avg_resolution_s = average(all.resolution_s, all.resolved);
    }

    void put_statuses(Overview& o) const {
        std::map<std::string, std::int64_t> by_status;
        std::map<StatusCategory, std::int64_t> by_category;
        for (auto const& [key, sums] : days_.created) {
            by_status[key.status] += sums.tickets;
            by_category[statuses_.at(key.status).category] += sums.tickets;
        }
        auto const filter = [&](std::string_view status) {
            return fmt::format("status={}&{}{}", status, created_, departments_);
        };
        for (auto const& [category, n] : by_category)
            if (n > 0) o.by_status_category.push_back({category, n, filter(name_of(category))});
        for (auto const& [key, n] : by_status) {
            auto const& status = statuses_.at(key);
            if (n > 0) o.by_status.push_back({key, status.name, status.category, n, filter(key)});
        }
    }

    void put_departments(Overview& o) const {
        std::map<DepartmentId, Sums> sums;
        std::map<DepartmentId, std::int64_t> open;
        std::vector<std::int64_t> ids;
        for (auto const& [key, day] : days_.created) {
            sums[key.department_id] += day;
            if (is_open(key.status)) open[key.department_id] += day.tickets;
        }
        for (auto const& [id, _] : sums) ids.push_back(id.value);
        auto const names = department_names(tx_, ids);
        for (auto const& [id, s] : sums)
            if (s.tickets > 0)
                o.by_department.push_back({ref(std::optional(id), names).value(), s.tickets, s.tickets - open[id],
                                           open[id], average(s.response_s, s.responded),
                                           average(s.resolution_s, s.resolved),
                                           fmt::format("department_id={}&{}", id.value, created_)});
    }

    void put_days(Overview& o) const {
        std::map<std::int64_t, std::int64_t> created, resolved;
        for (auto const& [key, sums] : days_.created) created[key.day] += sums.tickets;
        for (auto const& [key, n] : days_.resolved) resolved[key.day] += n;
        for (auto day = local_date(window_.from, zone_);; day = day_after(day)) {
            auto const begin = std::max(day_start(day, zone_).value(), window_.from);
            auto const end = std::min(day_start(day_after(day), zone_).value(), window_.to);
            if (begin >= window_.to) return;
            o.by_day.push_back({fmt::format("{}-{:02}-{:02}", day / 10'000, day / 100 % 100, day % 100), created[day],
                                resolved[day], range("created", begin, end) + departments_,
                                range("resolved", begin, end) + departments_});
        }
    }

    Tx& tx_;
    Window window_;
    std::string zone_, departments_, created_;
    Days days_;
    std::map<std::string, Status> statuses_;
};

} // namespace

Overview overview(Tx& tx, Actor const& actor, Window window) { return OverviewMaker(tx, actor, window).make(); }

} // namespace baton
