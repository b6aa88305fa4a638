// Rows in, rows out: the only place that knows the table of used proofs.
#pragma once
#include "db/tx.h"

namespace baton {

// False when it was used before.
bool use_proof(Tx&, std::string const& salt, Timestamp expires_at);

} // namespace baton
