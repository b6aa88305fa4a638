// Making, changing and archiving types: what administrators do.
#include "department/service.h"
#include "form/service.h"
#include "tenant/service.h"
#include "type/service.h"
#include "type/store.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace baton {
namespace {

void record_type(Tx& tx, Actor const& actor, EventKind kind, Type const& type, json::object data, Timestamp now) {
    data["type_id"] = std::to_string(type.id.value);
    data["path"] = std::string_view(type.path);
    record_change(tx, actor, kind, std::move(data), now);
}

void refuse_stale(Type const& type, std::int64_t version) {
    if (type.version == version) return;
    throw Error::conflict("The ticket type was changed meanwhile.", to_json(type));
}

void refuse_too_many(Tx& tx) {
    if (list_types(tx).size() >= max_types)
        throw Error(ErrorCode::conflict, "There are 1,000 ticket types already. Archive some first.");
}

Type make(Tx& tx, Actor const& actor, TypeFields const& fields, Timestamp now) {
    refuse_too_many(tx);
    Type type{fields, tx.next_id<TypeId>(now), {}, 1, 0};
    insert_type(tx, type);
    record_type(tx, actor, EventKind::type_created, type, to_json(fields).as_object(), now);
    inherit_form(tx, type, now);
    return require_type(tx, type.id);
}

// `before`: what it was. All patterns there were are kept, for tickets have their numbers.
void take_pattern(Tx& tx, std::optional<std::string> const& before, TypeFields const& after, Problems& problems) {
    if (!after.number_pattern || before == after.number_pattern || problems.has("number_pattern")) return;
    auto known = list_number_patterns(tx);
    if (known.size() >= max_number_patterns)
        return problems.add("number_pattern", "There were 1,000 number patterns already. Use one of them.");
    known.emplace_back(first_number_pattern);
    auto const pattern = number_pattern(*after.number_pattern);
    for (auto const& other : known)
        if (may_meet(pattern, number_pattern(other)))
            return problems.add("number_pattern",
                                fmt::format("could come to the same numbers as {}, which tickets have: put another "
                                            "letter, - or _ before its digits",
                                            other));
    insert_number_pattern(tx, *after.number_pattern);
}

// What each inherits follows from those above it, archived ones too.
void settle_inherited(Tx& tx) {
    std::map<std::string, EffectiveType> settled;  // by path, of the type that is not archived when there is one
    for (auto const& type : list_types_ever(tx)) { // those above come first
        auto const above = parent_path(type.path);
        auto const it = above ? settled.find(*above) : settled.end();
        auto const effective = effective_below(it == settled.end() ? EffectiveType{} : it->second, type);
        if (!type.archived_at) settled[type.path] = effective;
        else settled.emplace(type.path, effective);
        if (effective != type.effective) save_effective(tx, type.id, effective);
    }
}

// From the top down, so that a type never comes before the one above it.
void make_parents(Tx& tx, Actor const& actor, TypeFields const& fields, Timestamp now) {
    auto const above = parent_path(fields.path);
    if (!above || find_type_by_path(tx, *above)) return;
    TypeFields parent{*above, fields.department_id, fields.priority, false, false};
    make_parents(tx, actor, parent, now);
    make(tx, actor, parent, now);
}

void check_new_path(Tx& tx, std::optional<std::string> const& before, std::string const& after, Problems& problems) {
    if (before == after) return;
    if (find_type_by_path(tx, after)) problems.add("path", "There is a ticket type with this path.");
    if (before && lies_below(after, *before)) problems.add("path", "lies below this type itself");
}

// All below follow, archived ones too, so that a path tells at any time where a type stands.
void move_below(Tx& tx, Actor const& actor, std::string const& before, std::string const& after, Timestamp now) {
    for (auto& type : list_types_ever(tx)) {
        if (!lies_below(type.path, before)) continue;
        auto const old = type.path;
        type.path = Text<1, 200>(after + old.substr(before.size()));
        if (code_points(type.path) > decltype(type.path)::max)
            throw Error(ErrorCode::invalid, "path", "would make a path below it longer than 200 characters");
        ++type.version;
        save_type(tx, type);
        record_type_change(tx, actor, type, {"path", to_json(old), to_json(type.path)}, now);
    }
}

// "" when an archived type can take new tickets again.
std::string what_keeps_away(Tx& tx, Type const& type) {
    if (!type.archived_at) return "This ticket type is not archived.";
    auto const above = parent_path(type.path);
    if (above && !find_type_by_path(tx, *above))
        return fmt::format("There is no ticket type {} above it: restore or make that one first.", *above);
    if (find_type_by_path(tx, type.path)) return "There is another ticket type with this path now: rename that first.";
    if (known_department(tx, type.department_id).archived_at) return "Its department is archived.";
    return "";
}

} // namespace

void record_type_change(Tx& tx, Actor const& actor, Type const& type, Change const& c, Timestamp now) {
    record_type(tx, actor, EventKind::type_changed, type,
                {{"field", c.field}, {"before", c.before}, {"after", c.after}}, now);
}

Type require_type(Tx& tx, TypeId id) {
    auto type = find_type(tx, id);
    if (!type) throw Error(ErrorCode::not_found, "There is no such ticket type.");
    return *std::move(type);
}

Type type_for_change(Tx& tx, Actor const& actor, TypeId id) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx);
    auto type = require_type(tx, id);
    if (type.archived_at) throw Error(ErrorCode::conflict, "This ticket type is archived.");
    return type;
}

Type create_type(Tx& tx, Actor const& actor, TypeFields const& fields, Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx); // two at once could both make what is above
    Problems problems;
    problems.take([&] { require_department(tx, fields.department_id, "department_id"); });
    check_new_path(tx, std::nullopt, fields.path, problems);
    take_pattern(tx, std::nullopt, fields, problems);
    problems.raise();
    make_parents(tx, actor, fields, now);
    auto const made = make(tx, actor, fields, now);
    settle_inherited(tx);
    return require_type(tx, made.id);
}

Type edit_type(Tx& tx, Actor const& actor, TypeId id, json::object const& changes, std::int64_t version,
               Timestamp now) {
    auto type = type_for_change(tx, actor, id);
    refuse_stale(type, version);
    TypeFields const before = type;
    auto after = before;
    patch_json(changes, after);
    Problems problems;
    if (before.department_id != after.department_id)
        problems.take([&] { require_department(tx, after.department_id, "department_id"); });
    check_new_path(tx, before.path, after.path, problems);
    take_pattern(tx, before.number_pattern, after, problems);
    problems.raise();
    if (before == after) return type;
    if (before.path != after.path) make_parents(tx, actor, after, now);
    static_cast<TypeFields&>(type) = after;
    ++type.version;
    save_type(tx, type);
    for (auto const& c : diff(before, after)) record_type_change(tx, actor, type, c, now);
    if (before.path != after.path) {
        move_below(tx, actor, before.path, after.path, now);
        inherit_form(tx, type, now);
    }
    settle_inherited(tx);
    return require_type(tx, id);
}

void archive_type(Tx& tx, Actor const& actor, TypeId id, Timestamp now) {
    auto type = type_for_change(tx, actor, id);
    auto const all = list_types(tx);
    if (std::ranges::any_of(all, [&](auto const& t) { return lies_below(t.path, type.path); }))
        throw Error(ErrorCode::conflict, "Ticket types are below this one. Archive them first.");
    if (all.size() == 1)
        throw Error(ErrorCode::conflict, "This is the last ticket type. Make another one first: tickets need one.");
    type.archived_at = now;
    ++type.version;
    save_type(tx, type);
    record_type(tx, actor, EventKind::type_archived, type, {}, now);
}

Type restore_type(Tx& tx, Actor const& actor, TypeId id, Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx);
    auto type = require_type(tx, id);
    if (auto const reason = what_keeps_away(tx, type); !reason.empty()) throw Error(ErrorCode::conflict, reason);
    refuse_too_many(tx);
    type.archived_at.reset();
    ++type.version;
    save_type(tx, type);
    record_type_change(tx, actor, type, {"archived", true, false}, now);
    inherit_form(tx, type, now);
    settle_inherited(tx);
    return require_type(tx, id);
}

} // namespace baton
