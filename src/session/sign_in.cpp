#include "session/sign_in.h"

#include "event/event.h"
#include "session/second_factor.h"
#include "session/secret.h"
#include "session/store.h"
#include "user/service.h"

#include <spdlog/spdlog.h>

namespace baton {
namespace {

struct Found {
    std::optional<Candidate> candidate;
    std::vector<std::string> ranges;
};

Found look_up(db::Database& database, TenantId tenant, std::string const& login, std::string const& address,
              Timestamp now) {
    Found found;
    database.read(tenant, [&](Tx& tx) {
        found.candidate = find_candidate(tx, login, address_hash(login, address), now);
        found.ranges = load_access_ranges(tx);
    });
    return found;
}

[[noreturn]] void refuse_for(int wait_s) {
    Error error(ErrorCode::too_many, "Too many failed attempts. Try again in " +
                                         (wait_s < 60 ? std::to_string(wait_s) + " seconds."
                                                      : std::to_string((wait_s + 59) / 60) + " minutes."));
    error.retry_after_s = wait_s;
    throw error;
}

std::string person_key(TenantId tenant, UserId user) {
    return std::to_string(tenant.value) + " #" + std::to_string(user.value);
}

SignInResult begin_session(Tx& tx, Candidate const& who, SignInInput const& input, Timestamp now) {
    if (who.has_totp && !spend_code(tx, who.user_id, *input.code, now))
        throw Error(ErrorCode::unauthenticated, "code", "The code is wrong or was used already.");
    auto session =
        start_session(tx, {who.user_id, normal_login(input.login), input.remote_address, input.user_agent}, now);
    return {require_user(tx, who.user_id, "login"), std::move(session.secret), who.must_change_password};
}

} // namespace

bool SignIn::password_is_right(Attempt const& attempt, std::string const& password, std::string const& hash,
                               Timestamp now) {
    try {
        bool const right = password_matches(password, hash, attempt.known ? Line::familiar : Line::others);
        if (right) throttle_.take_back(attempt, now);
        return right;
    } catch (...) { // it was not looked at
        throttle_.take_back(attempt, now);
        throw;
    }
}

// Not waited for: what is recorded about a known login must not make its answer later.
void SignIn::note_failure(TenantId tenant, Attempt const& attempt, std::optional<UserId> user,
                          std::string const& address, Timestamp now) {
    auto const failures = throttle_.worth_recording(attempt.login, now);
    if (failures == 0 || !user) return;
    auto const unit = [user = *user, address, failures, now](Tx& tx) {
        NewEvent event{.kind = EventKind::sign_in_failed};
        event.content.data = {
            {"user_id", std::to_string(user.value)}, {"remote_address", address}, {"failures", failures}};
        record(tx, std::move(event), now);
    };
    database_.write(tenant, unit, [](std::exception_ptr error) {
        if (error) spdlog::warn("a failed sign-in was not recorded");
    });
}

SignInResult SignIn::sign_in(TenantId tenant, SignInInput const& input, Timestamp now) {
    auto const login = normal_login(input.login);
    auto const found = look_up(database_, tenant, login, input.remote_address, now);
    auto const& who = found.candidate;
    if (!is_allowed_from(found.ranges, input.remote_address))
        throw Error(ErrorCode::forbidden, "The administrator does not allow the address " + input.remote_address + ".");
    Attempt const attempt{std::to_string(tenant.value) + " " + login, network_of(input.remote_address),
                          who && who->known_address};
    auto const user = who ? std::optional(who->user_id) : std::nullopt;
    if (auto const wait = throttle_.begin(attempt, now); wait > 0) {
        note_failure(tenant, attempt, user, input.remote_address, now);
        refuse_for(wait);
    }
    if (!password_is_right(attempt, input.password, who ? who->password_hash : "", now)) {
        note_failure(tenant, attempt, user, input.remote_address, now);
        throw Error(ErrorCode::unauthenticated, "Login or password is wrong.");
    }
    if (!who->has_totp) return db::run(database_, tenant, [&](Tx& tx) { return begin_session(tx, *who, input, now); });
    if (!input.code) throw Error(ErrorCode::unauthenticated, "code", "A code from your authenticator app is needed.");
    try {
        return with_code(tenant, *user, now, [&](Tx& tx) { return begin_session(tx, *who, input, now); });
    } catch (Error const&) {
        note_failure(tenant, attempt, user, input.remote_address, now);
        throw;
    }
}

void SignIn::begin_code(TenantId tenant, UserId user, Timestamp now) {
    if (auto const wait = throttle_.begin_code(person_key(tenant, user), now); wait > 0) refuse_for(wait);
}

void SignIn::end_code(TenantId tenant, UserId user, Timestamp now) {
    throttle_.take_back_code(person_key(tenant, user), now);
}

void SignIn::require_password(Actor const& actor, std::string const& password, std::string const& field,
                              Timestamp now) {
    auto const user = db::look(database_, actor.tenant, [&](Tx& tx) { return user_of(tx, actor); });
    Attempt const attempt{person_key(actor.tenant, user.id), "", true};
    if (auto const wait = throttle_.begin(attempt, now); wait > 0) refuse_for(wait);
    if (!password_is_right(attempt, password, user.password_hash, now))
        throw Error(ErrorCode::invalid, field, "is not your password");
}

} // namespace baton
