// Statuses, and what is due when.
#include "setting/taking.h"
#include "type/service.h"

#include <algorithm>

namespace baton {
namespace {

NewStatus new_status(Taking& t, StatusSetting const& wanted) {
    NewStatus status{wanted, wanted.key, wanted.category, {}};
    if (wanted.type) status.type_id = t.names.type(*wanted.type, "type");
    return checked(status);
}

// Where it leads to may not be there yet.
void make_status(Taking& t, StatusSetting const& wanted) {
    auto status = new_status(t, wanted);
    status.moves.clear();
    auto const all = all_statuses(t.tx);
    auto const known = std::ranges::find(all, std::string(wanted.key), &Status::key);
    if (known != all.end() && known->archived_at) restore_status(t.tx, t.actor, wanted.key, t.now);
    else create_status(t.tx, t.actor, status, t.now);
}

void edit_status_to(Taking& t, Kept<StatusSetting> const& here, StatusSetting const& wanted) {
    constexpr auto stays = "This stays, because tickets are in this status. Give the other one another key.";
    if (here.value.category != wanted.category) throw Error(ErrorCode::invalid, "category", stays);
    if (here.value.type != wanted.type) throw Error(ErrorCode::invalid, "type", stays);
    edit_status(t.tx, t.actor, wanted.key, to_json<StatusFields>(wanted).as_object(), here.version, t.now);
}

} // namespace

void take_statuses(Taking& t, SettingsFile const& file) {
    auto all = compare(t, SettingKind::status, "statuses", file.statuses, kept_statuses(t.tx, t.names));
    // The other default of a category steps aside by itself, and cannot before.
    std::ranges::stable_partition(all, [](auto const& each) { return each.wanted.is_default; });
    settle_in_two(
        t, all, [&](StatusSetting const& wanted) { make_status(t, wanted); },
        [&] { return kept_statuses(t.tx, t.names); },
        [&](Kept<StatusSetting> const& here, StatusSetting const& wanted) { edit_status_to(t, here, wanted); });
}

void take_targets(Taking& t, SettingsFile const& file) {
    settle(
        t, compare(t, SettingKind::target, "targets", file.targets, kept_targets(t.tx)),
        [&](SlaTarget const&) { throw Error(ErrorCode::invalid, "priority", "is there twice"); },
        [&](Kept<SlaTarget> const&, SlaTarget const& wanted) {
            auto const times = checked(SlaTimes{wanted.first_response_s, wanted.resolution_s});
            set_sla_target(t.tx, t.actor, wanted.priority, times, t.now);
        });
}

} // namespace baton
