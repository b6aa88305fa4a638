#include "type/statuses.h"

#include "event/event.h"
#include "report/service.h"
#include "tenant/service.h"
#include "type/status_store.h"
#include "type/store.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

void record_status(Tx& tx, Actor const& actor, Status const& status, std::string const& field, json::value before,
                   json::value after, Timestamp now) {
    json::object data = {{"status", status.key},
                         {"field", "statuses." + field},
                         {"before", std::move(before)},
                         {"after", std::move(after)}};
    if (status.type_id) data["type_id"] = std::to_string(status.type_id->value);
    record_change(tx, actor, EventKind::type_changed, std::move(data), now);
}

bool is_beside(Status const& a, Status const& b) {
    return a.key != b.key && a.category == b.category && a.type_id == b.type_id && !a.archived_at;
}

// One default in each category of a type.
void step_aside(Tx& tx, Actor const& actor, Status const& fresh, Timestamp now) {
    for (auto& other : list_statuses(tx)) {
        if (!is_beside(other, fresh) || !other.is_default) continue;
        other.is_default = false;
        ++other.version;
        save_status(tx, other);
        record_status(tx, actor, other, other.key + ".is_default", true, false, now);
    }
}

Status load_for_change(Tx& tx, std::string const& key) {
    auto status = find_status(tx, key);
    if (!status) throw Error(ErrorCode::not_found, "There is no such status.");
    if (status->archived_at) throw Error(ErrorCode::conflict, "This status is archived.");
    return *std::move(status);
}

// What moves of this status can lead to; itself is not among the stored yet, perhaps.
StatusSet beside(Tx& tx, Status const& status) {
    return statuses_for(list_statuses(tx), status.type_id.value_or(TypeId{}));
}

void refuse_last_default(Status const& before, StatusFields const& after, Problems& problems) {
    if (before.is_default && !after.is_default)
        problems.add("is_default", "A category needs a default: make another status of it the default instead.");
}

std::string what_keeps(Tx& tx, Status const& status) {
    auto const all = list_statuses(tx);
    bool const is_last = std::ranges::none_of(all, [&](auto const& s) { return is_beside(s, status); });
    if (!status.type_id && is_last) return "This is the last status of its category. Make another one first.";
    if (status.is_default && !is_last)
        return "This is the default of its category. Make another one the default first.";
    for (auto const& other : all)
        if (!other.archived_at && std::ranges::any_of(other.moves, [&](auto const& m) { return m.to == status.key; }))
            return fmt::format("Status {} allows a move to this one. Change that first.", other.key);
    if (is_status_in_use(tx, status.key))
        return fmt::format("Tickets are in this status. Move them to another one first: GET /tickets?status={} lists "
                           "them.",
                           status.key);
    return "";
}

} // namespace

StatusSet statuses_of(Tx& tx, TypeId type) { return read_status_set(tx, type); }

Status const& require_status(StatusSet const& set, std::string const& word, std::string const& field) {
    if (auto const* status = status_in(set, word)) return *status;
    std::string keys;
    for (auto const& s : set.all) keys += (keys.empty() ? "" : ", ") + s.key;
    throw Error(ErrorCode::invalid, field, fmt::format("There is no such status for this type. There are: {}.", keys));
}

Status known_status(Tx& tx, std::string const& key, std::string const& field) {
    auto status = find_status(tx, key);
    if (!status) throw Error(ErrorCode::invalid, field, "There is no such status.");
    return *std::move(status);
}

std::vector<Status> all_statuses(Tx& tx) { return list_statuses(tx); }

Status create_status(Tx& tx, Actor const& actor, NewStatus const& input, Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx);
    auto const all = list_statuses(tx);
    if (all.size() >= max_statuses)
        throw Error(ErrorCode::conflict, "There are 500 statuses already, archived ones too.");
    Status status{input, input.key, *input.category, input.type_id, {}, 1};
    Problems problems;
    if (find_status(tx, status.key)) problems.add("key", "There is, or was, a status with this key.");
    auto const type = input.type_id ? find_type(tx, *input.type_id) : std::nullopt;
    if (input.type_id && (!type || type->archived_at)) problems.add("type_id", "There is no such ticket type.");
    check_moves(beside(tx, status), status.category, status.moves, problems);
    problems.raise();
    if (std::ranges::none_of(all, [&](auto const& s) { return is_beside(s, status); })) status.is_default = true;
    insert_status(tx, status);
    record_status(tx, actor, status, status.key, nullptr, to_json(status), now);
    if (status.is_default) step_aside(tx, actor, status, now);
    return status;
}

Status edit_status(Tx& tx, Actor const& actor, std::string const& key, json::object const& changes,
                   std::int64_t version, Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx);
    auto status = load_for_change(tx, key);
    if (status.version != version) throw Error::conflict("The status was changed meanwhile.", to_json(status));
    StatusFields const before = status;
    auto after = before;
    patch_json(changes, after);
    Problems problems;
    refuse_last_default(status, after, problems);
    if (before.moves != after.moves) check_moves(beside(tx, status), status.category, after.moves, problems);
    problems.raise();
    if (before == after) return status;
    static_cast<StatusFields&>(status) = after;
    ++status.version;
    save_status(tx, status);
    for (auto const& d : diff(before, after))
        record_status(tx, actor, status, fmt::format("{}.{}", key, d.field), d.before, d.after, now);
    if (after.is_default && !before.is_default) step_aside(tx, actor, status, now);
    return status;
}

void archive_status(Tx& tx, Actor const& actor, std::string const& key, Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx);
    auto status = load_for_change(tx, key);
    if (auto const reason = what_keeps(tx, status); !reason.empty()) throw Error(ErrorCode::conflict, reason);
    status.archived_at = now;
    ++status.version;
    save_status(tx, status);
    record_status(tx, actor, status, key + ".archived", false, true, now);
}

Status restore_status(Tx& tx, Actor const& actor, std::string const& key, Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx);
    auto status = find_status(tx, key);
    if (!status) throw Error(ErrorCode::not_found, "There is no such status.");
    if (!status->archived_at) throw Error(ErrorCode::conflict, "This status is not archived.");
    auto const type = status->type_id ? find_type(tx, *status->type_id) : std::nullopt;
    if (type && type->archived_at) throw Error(ErrorCode::conflict, "Its ticket type is archived: restore that first.");
    status->archived_at.reset();
    status->is_default = std::ranges::none_of(list_statuses(tx), [&](auto const& s) { return is_beside(s, *status); });
    ++status->version;
    save_status(tx, *status);
    record_status(tx, actor, *status, key + ".archived", true, false, now);
    return *std::move(status);
}

} // namespace baton
