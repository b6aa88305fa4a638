// What an empty installation gets, so that the first request works at once: department 客服部 led by
// the administrator, roles, type 咨询, the six statuses, due times.
#pragma once
#include "db/database.h"

namespace baton {

// The administrator's password when one was made up here; "" when it was given or nothing was empty.
// Safe to call at every start, also by several nodes at once.
std::string install_if_empty(db::Database&, std::string const& admin_password);

// Every described row type has its columns. Throws db::DbError naming the first that is missing.
void check_schema(db::Database&);

} // namespace baton
