// Rows in, rows out. The only place that knows types, statuses and SLA targets.
#pragma once
#include "db/tx.h"
#include "type/type.h"

namespace baton {

void insert_type(Tx&, Type const&);
std::optional<Type> find_type(Tx&, TypeId);
std::optional<Type> find_type_by_path(Tx&, std::string const& path);
std::optional<Type> find_first_type(Tx&);
// Of the type with the longest of these paths that requires any. REQUIRES: `paths` lie above one another, longest
// first.
std::vector<RequiredSkill> find_nearest_skills(Tx&, std::vector<std::string> const& paths);
std::vector<Type> list_types(Tx&); // those not archived
std::vector<Type> list_types_ever(Tx&);
bool was_type(Tx&, std::string const& path); // archived since
void save_type(Tx&, Type const&);
void save_effective(Tx&, TypeId, EffectiveType const&);
// All there ever were, in order.
std::vector<std::string> list_number_patterns(Tx&);
void insert_number_pattern(Tx&, std::string const&);
void insert_sla_target(Tx&, SlaTarget const&);
std::vector<SlaTarget> list_sla_targets(Tx&);
void save_sla_target(Tx&, SlaTarget const&);
std::optional<SlaTarget> find_sla_target(Tx&, Priority);

} // namespace baton
