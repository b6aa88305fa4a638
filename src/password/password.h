// Argon2id at 19 MiB, at most two at a time in this process (a sign-in storm must not take the
// memory or the workers), and the rules a password must keep. Thread-safe.
#pragma once
#include <string>
#include <string_view>

namespace baton {

// Two lines wait for the two places, each short. Those who are familiar go first: a storm of strangers does not keep
// them out.
enum class Line { familiar, others };

// Slow on purpose: never call it in a unit of work. Throws Error::too_many when too many are waiting already.
std::string hash_password(std::string const& password);

// With an empty hash (unknown login) it works as long as with a real one and is false.
// Throws Error::too_many when too many are waiting already.
bool password_matches(std::string const& password, std::string const& hash, Line = Line::familiar);

// "" when the password will do, else what is wrong with it. The rules hold for everyone: long enough, not made of
// the login or the name, not one of the first things a guesser tries.
std::string password_problem(std::string_view password, std::string_view login, std::string_view name = {});

} // namespace baton
