// Who may call a route, and what it can show at most.
#pragma once
#include "user/permission.h"

namespace baton::api {

// Who may call a route. What he then sees is the scope of the query, not of the route.
struct Access {
    enum class Kind { anyone, signed_in, permission };
    Kind kind = Kind::signed_in;
    Permission permission{};
};
inline constexpr Access anyone{Access::Kind::anyone, {}};
inline constexpr Access signed_in{Access::Kind::signed_in, {}};
inline constexpr Access needs(Permission p) { return {Access::Kind::permission, p}; }

// What a route can show at most, besides the permission in its row. Every route says so: the walk of forbidden requests
// (test/api/forbidden_test.py) is made from it, and fails for a route that does not.
//   nothing: of any tenant · own: what is the caller's · ticket: those in his sight and what hangs on them
//   customer: those in his sight · tenant: what all its people share
BOOST_DEFINE_ENUM_CLASS(Sees, undeclared, nothing, own, ticket, customer, tenant)

} // namespace baton::api
