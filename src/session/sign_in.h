// Signing in: throttle, password, then a session. It takes the same time and gives the same answer whether the login
// exists or not, for archived people too; that a code is needed is said only after the right password. Thread-safe; one
// per process, because it holds the throttle.
#pragma once
#include "password/password.h"
#include "session/service.h"
#include "session/throttle.h"

namespace baton {

struct SignInInput {
    std::string login; // as typed
    std::string password;
    std::optional<std::string> code; // of the second factor
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
    // Takes a code of the second factor from someone who has shown his password: `use` runs as a unit of work and
    // throws when the code is wrong. Throws Error::too_many after too many wrong ones.
    template <class F> auto with_code(TenantId tenant, UserId user, Timestamp now, F use) {
        begin_code(tenant, user, now);
        auto result = db::run(database_, tenant, std::move(use));
        end_code(tenant, user, now);
        return result;
    }
    // Asks a person who is signed in for his password again. Throws Error::invalid for `field`, or too_many.
    void require_password(Actor const&, std::string const& password, std::string const& field, Timestamp now);

private:
    void begin_code(TenantId, UserId, Timestamp now);
    void end_code(TenantId, UserId, Timestamp now);
    bool password_is_right(Attempt const&, std::string const& password, std::string const& hash, Timestamp now);
    void note_failure(TenantId, Attempt const&, std::optional<UserId>, std::string const& address, Timestamp now);

    db::Database& database_;
    SignInThrottle throttle_;
};

} // namespace baton
