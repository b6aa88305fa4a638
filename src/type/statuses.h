// Use cases of statuses. Each runs inside the caller's unit of work.
#pragma once
#include "db/tx.h"
#include "type/status.h"
#include "user/actor.h"

namespace baton {

StatusSet statuses_of(Tx&, TypeId);
// A status of this type by its key, or a category name for its default one. Throws Error::invalid for `field`.
Status const& require_status(StatusSet const&, std::string const& key_or_category, std::string const& field);
// Of whatever type, archived ones too, by key. Throws Error::invalid for `field`.
Status known_status(Tx&, std::string const& key, std::string const& field);
// Of all types, archived ones too, in order.
std::vector<Status> all_statuses(Tx&);

Status create_status(Tx&, Actor const&, NewStatus const&, Timestamp now);
Status edit_status(Tx&, Actor const&, std::string const& key, json::object const& changes, std::int64_t version,
                   Timestamp now);
// Refused (Error::conflict) while tickets are in it, statuses allow moves to it, and for the last one of a category.
void archive_status(Tx&, Actor const&, std::string const& key, Timestamp now);
// Tickets can come into it again; the default of its category only when there is no other. Refused (Error::conflict)
// when it is not archived, or the type it belongs to is.
Status restore_status(Tx&, Actor const&, std::string const& key, Timestamp now);

// Throws db::DbError naming a missing column.
void check_status_tables(Tx&);

} // namespace baton
