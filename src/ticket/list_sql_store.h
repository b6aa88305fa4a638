// The SQL that lists of tickets are made of, over `tickets t`; $1 is the tenant. For the stores of this folder.
#pragma once
#include "ticket/store.h"

namespace baton {

struct OrderSql {
    std::string_view column; // "" = the id alone
    bool descending = false;
};
OrderSql sql_of(TicketOrder);

// Everything the filter asks for, but for where its page begins: "" or " and …".
std::string conditions_of(TicketFilter const&, db::Params&);
// Only what comes after the cursor. `id`: the column that stands for the ticket's id.
std::string after_cursor(db::Params&, OrderSql, TicketCursor const&, std::string const& id = "t.id");
std::string order_by(OrderSql, std::string const& id = "t.id");

} // namespace baton
