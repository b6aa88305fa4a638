// Use cases of ticket types, statuses and SLA targets. Each runs inside the caller's unit of work.
#pragma once
#include "db/names.h"
#include "type/statuses.h"
#include "type/type.h"
#include "user/actor.h"

namespace baton {

// Makes those above it that are not there yet, with the same department and priority.
Type create_type(Tx&, Actor const&, TypeFields const&, Timestamp now);
// A new path moves all below it, in the same unit.
Type edit_type(Tx&, Actor const&, TypeId, json::object const& changes, std::int64_t version, Timestamp now);
// Refused (Error::conflict) while types are below it, and for the last one.
void archive_type(Tx&, Actor const&, TypeId, Timestamp now);
// Takes new tickets again. Refused (Error::conflict) when it is not archived, its path is another's now, the type above
// it or its department is archived.
Type restore_type(Tx&, Actor const&, TypeId, Timestamp now);
// Archived ones too. Throws Error::not_found.
Type require_type(Tx&, TypeId);
// Who changes types, their forms too, does so one after the other in a tenant. Throws Error::conflict when archived.
Type type_for_change(Tx&, Actor const&, TypeId);

void set_form_version(Tx&, TypeId, std::int64_t version);
// Of the type itself, its form or its templates. `field` is a path such as "fields.serial.label".
void record_type_change(Tx&, Actor const&, Type const&, Change const&, Timestamp now);

// By path; without one the first type there is. Throws Error::invalid for "type".
Type require_type(Tx&, std::optional<std::string> const& path);
Type type_of(Tx&, TypeId);
SlaTarget sla_target_of(Tx&, Priority);
std::vector<SlaTarget> all_sla_targets(Tx&); // the most urgent first
// For tickets that are opened, or given this priority, from now on.
SlaTarget set_sla_target(Tx&, Actor const&, Priority, SlaTimes const&, Timestamp now);
// Its own, or those of the nearest type above it that has any.
std::vector<RequiredSkill> required_skills_of(Tx&, Type const&);
std::vector<Type> all_types(Tx&);
std::vector<Type> all_types_ever(Tx&); // archived ones too

// Paths for a page of ids.
db::Names type_paths(Tx&, std::vector<std::int64_t> const& ids);

// What an empty installation has: type 咨询 of `department`, the six default statuses, due times.
void create_default_types(Tx&, DepartmentId department, Timestamp now);

// Throws db::DbError naming a missing column.
void check_type_tables(Tx&);

} // namespace baton
