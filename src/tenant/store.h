#pragma once
#include "db/tx.h"
#include "tenant/tenant.h"

namespace baton {

void save_company(Tx&, Company const&);

} // namespace baton
