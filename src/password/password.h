// Argon2id at 19 MiB, at most two at a time in this process (a sign-in storm must not take the
// memory or the workers). Thread-safe.
#pragma once
#include <string>
#include <string_view>

namespace baton {

// Slow on purpose: never call it in a unit of work.
std::string hash_password(std::string const& password);

// With an empty hash (unknown login) it works as long as with a real one and is false.
// Throws Error::too_many when too many are waiting already.
bool password_matches(std::string const& password, std::string const& hash);

// "" when the password will do, else what is wrong with it. `login` is in lower case.
std::string password_problem(std::string_view password, std::string_view login);

} // namespace baton
