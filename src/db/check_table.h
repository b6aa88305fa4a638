// At start every described row type is compared with its table, so that a forgotten migration or
// column stops the program with its name instead of failing some request later.
#pragma once
#include "db/tx.h"

namespace baton::db {

// Throws DbError "table tickets has no column due_note" naming every column that is missing.
void check_columns(Tx&, std::string_view table, std::vector<std::string_view> const& columns);

// All columns of a described row type, and tenant_id.
template <Described T> void check_table(Tx& tx) {
    std::vector<std::string_view> names{"tenant_id"};
    for_each_field<T>([&](std::string_view name, auto) { names.push_back(name); });
    check_columns(tx, table<T>, names);
}

} // namespace baton::db
