// Use cases of customers. Each runs inside the caller's unit of work.
#pragma once
#include "customer/customer.h"
#include "db/names.h"
#include "user/actor.h"

namespace baton {

// The customer a request means: by id, else by phone, else by mail, else a new one. New phones and
// mails are added to a recognised customer; his name stays. Throws Error::invalid below "requester".
Customer recognise(Tx&, Requester const&, Timestamp now);

// Names for a page of ids; unknown ids are left out.
db::Names customer_names(Tx&, std::vector<std::int64_t> const& ids);

// Throws db::DbError naming a missing column.
void check_customer_tables(Tx&);

} // namespace baton
