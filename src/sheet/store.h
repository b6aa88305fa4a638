// What was brought in, by the number it had where it came from.
#pragma once
#include "db/database.h"
#include "sheet/service.h"

namespace baton {

std::optional<std::int64_t> find_imported(Tx&, SheetKind, RowKey const&);
void insert_imported(Tx&, SheetKind, RowKey const&, std::int64_t id, Timestamp now);

} // namespace baton
