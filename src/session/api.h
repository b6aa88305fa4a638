#pragma once
#include "api/route.h"
#include "db/database.h"

namespace baton {

class SignIn;

// Signing in, sessions, tokens, passwords, where from. `database` outlives the routes: passwords are hashed outside
// any unit of work.
void add_sign_in_routes(api::Routes&, db::Database& database);

// Its parts.
void add_session_routes(api::Routes&, std::shared_ptr<SignIn> const&);
void add_token_routes(api::Routes&);
void add_password_routes(api::Routes&, db::Database&, std::shared_ptr<SignIn> const&);
void add_totp_routes(api::Routes&, db::Database&, std::shared_ptr<SignIn> const&);
void add_access_routes(api::Routes&);

} // namespace baton
