// Which master keys the stored keys are wrapped by, and which tenants there are to wrap keys for.
#pragma once
#include "db/tx.h"

namespace baton {

std::vector<std::string> master_fingerprints(Tx&);
void add_master_fingerprint(Tx&, std::string const&, Timestamp now);
void remove_other_fingerprints(Tx&, std::string const& kept);

} // namespace baton
