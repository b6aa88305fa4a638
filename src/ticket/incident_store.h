// Rows in, rows out: the only place that knows the tables of answers to incidents.
#pragma once
#include "ticket/incident.h"

namespace baton {

// The incidents of these problems that are in scope, by id.
std::vector<TicketId> list_incidents(Tx&, Scope const&, std::vector<TicketId> const& problems, int limit);

void insert_incident_answer(Tx&, IncidentAnswer const&);
std::optional<IncidentAnswer> find_incident_answer(Tx&, std::string const& scope);
void save_outcome(Tx&, IncidentAnswerId, std::string const& outcome);
// Its key means another one from now on.
void retire_answer(Tx&, IncidentAnswerId);
// False when the incident had this answer before.
bool mark_answered(Tx&, IncidentAnswerId, TicketId incident);

} // namespace baton
