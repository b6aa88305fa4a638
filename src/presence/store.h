// Rows in, rows out. The only place that knows the tables of presence.
#pragma once
#include "db/tx.h"
#include "presence/presence.h"

namespace baton {

void save_choice(Tx&, UserId, PresenceChoice const&);
std::optional<PresenceChoice> find_choice(Tx&, UserId);
void save_connection(Tx&, UserId, std::string const& holder, Timestamp until);
void delete_connection(Tx&, UserId, std::string const& holder);
bool has_connection(Tx&, UserId, Timestamp now);
void renew_connections_of(Tx&, std::string const& holder, Timestamp until);
// People with a connection or a choice of online that is over, at most `limit`.
std::vector<UserId> list_overdue(Tx&, Timestamp now, int limit);
void delete_overdue(Tx&, UserId, Timestamp now);

} // namespace baton
