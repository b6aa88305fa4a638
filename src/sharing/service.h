// Who may keep what for whom. Inside the caller's unit of work.
#pragma once
#include "db/tx.h"
#include "sharing/sharing.h"

namespace baton {

// Anyone keeps his own; for a department its lead, and for all who manages settings. Throws Error::forbidden.
void require_keeper(Tx&, Actor const&, Owner const&);
// Throws Error::invalid for "department_id", Error::forbidden.
Owner owner_of_new(Tx&, Actor const&, Shared const&);
// Whether he may change it; else Error::forbidden for what he may use, and false for what he does not know of.
bool may_change_kept(Tx&, Actor const&, Owner const&);

} // namespace baton
