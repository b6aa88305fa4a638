// Use cases of presence. Each runs inside the caller's unit of work, writes what follows from it to the person's row,
// and records an event when that changed, by which every process tells its live clients.
#pragma once
#include "db/tx.h"
#include "presence/presence.h"

namespace baton {

void choose_presence(Tx&, Actor const&, Presence, Timestamp now);
// `holder` names the process that has the connection.
void begin_connection(Tx&, UserId, std::string const& holder, Timestamp now);
void end_connection(Tx&, UserId, std::string const& holder, Timestamp now);
void renew_connections(Tx&, std::string const& holder, Timestamp now);
// Those whose time is over: connections of crashed processes, online by hand. Reads only.
std::vector<UserId> overdue_presence(Tx&, Timestamp now, int limit);
void end_overdue_presence(Tx&, std::vector<UserId> const&, Timestamp now);

} // namespace baton
