// Who sends a request, and to which tenant: the session or token decides, and where nobody need be signed in, the host.
#pragma once
#include "api/route.h"
#include "db/database.h"

namespace baton::api {

// Throws Error::unauthenticated for a route that is not for anyone when there are no credentials of ours.
TenantId tenant_for(db::Database&, Route const&, http::Request const&);
// REQUIRES: the Tx is of tenant_for(). Nobody in particular on a route for anyone, else who is signed in and has the
// route's permission; throws unauthenticated and forbidden.
Actor caller_of(db::Database&, Tx&, Route const&, http::Request const&);
// Both in one.
Actor find_caller(db::Database&, Route const&, http::Request const&);

} // namespace baton::api
