// Rows of statuses in and out.
#pragma once
#include "db/tx.h"
#include "type/status.h"

namespace baton {

void insert_status(Tx&, Status const&);
void save_status(Tx&, Status const&);
// By key, archived ones too.
std::optional<Status> find_status(Tx&, std::string const& key);
// Archived ones too, in order.
std::vector<Status> list_statuses(Tx&);
StatusSet read_status_set(Tx&, TypeId);

} // namespace baton
