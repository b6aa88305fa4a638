// Signing in: throttle, password, then a session. It takes the same time and gives the same answer whether the login
// exists or not, for archived people too. Thread-safe; one per process, because it holds the throttle.
#pragma once
#include "password/password.h"
#include "session/service.h"
#include "session/throttle.h"

namespace baton {

struct SignInInput {
    std::string login; // as typed
    std::string password;
    std::string remote_address;
    std::string user_agent;
};

struct SignInResult {
    User user;
    std::string secret;
    bool must_change_password = false;
};

class SignIn {
public:
    explicit SignIn(db::Database& database) : database_(database) {}

    // Throws Error::unauthenticated, too_many (with the wait) or forbidden (not from this address).
    SignInResult sign_in(TenantId, SignInInput const&, Timestamp now);
    // Asks a person who is signed in for his password again. Throws Error::invalid for `field`, or too_many.
    void require_password(Actor const&, std::string const& password, std::string const& field, Timestamp now);

private:
    bool password_is_right(Attempt const&, std::string const& password, std::string const& hash, Timestamp now);
    void note_failure(TenantId, Attempt const&, std::optional<UserId>, std::string const& address, Timestamp now);

    db::Database& database_;
    SignInThrottle throttle_;
};

} // namespace baton
