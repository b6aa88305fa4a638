// Due times by priority: what administrators set. Tickets keep those they were opened with.
#include "tenant/service.h"
#include "type/service.h"
#include "type/store.h"

#include <algorithm>

namespace baton {

void check(SlaTimes const& times, Problems& problems) {
    auto const bounded = [&](char const* field, std::int64_t seconds) {
        if (seconds < 1 || seconds > longest_due_s)
            problems.add(field, "must be from 1 second to 366 days, in seconds");
    };
    bounded("first_response_s", times.first_response_s);
    bounded("resolution_s", times.resolution_s);
    if (problems.empty() && times.resolution_s < times.first_response_s)
        problems.add("resolution_s", "must not be shorter than first_response_s");
}

std::vector<SlaTarget> all_sla_targets(Tx& tx) {
    auto all = list_sla_targets(tx);
    std::ranges::sort(all, std::greater(), &SlaTarget::priority);
    return all;
}

SlaTarget set_sla_target(Tx& tx, Actor const& actor, Priority priority, SlaTimes const& times, Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx);
    auto const before = sla_target_of(tx, priority);
    SlaTarget const after{priority, times.first_response_s, times.resolution_s};
    auto const differences = diff(before, after);
    if (differences.empty()) return after;
    save_sla_target(tx, after);
    for (auto const& d : differences)
        record_change(tx, actor, EventKind::sla_target_changed,
                      {{"priority", name_of(priority)}, {"field", d.field}, {"before", d.before}, {"after", d.after}},
                      now);
    return after;
}

} // namespace baton
