#include "user/user.h"

namespace baton {

std::string normal_login(std::string_view login) { return ascii_lower(login); }

UserView view(User const& u) { return {u.id, u.login, u.name, u.email, u.presence, u.version}; }

} // namespace baton
