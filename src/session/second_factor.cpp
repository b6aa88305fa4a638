#include "session/second_factor.h"

#include "event/event.h"
#include "session/service.h"
#include "session/store.h"
#include "session/totp.h"
#include "user/service.h"

namespace baton {
namespace {

constexpr std::string_view field = "user.totp";
constexpr std::size_t secret_bytes = 20; // as long as the hash, RFC 4226 §4

void record_factor(Tx& tx, Actor const& actor, EventKind kind, UserId user, Timestamp now) {
    record_change(tx, actor, kind, {{"user_id", std::to_string(user.value)}}, now);
}

std::string hash_of_code(std::string_view code) { return hex(sha256(normal_recovery_code(code))); }

// The step of a right code; a wrong or used one is absent.
std::optional<std::int64_t> step_of(Tx& tx, Totp const& totp, std::string const& code, Timestamp now) {
    auto const secret = tx.vault().decrypt(tx.tenant(), field, totp.secret);
    return totp_step(bytes_of(secret), code, now, totp.last_step);
}

} // namespace

TotpState totp_of(Tx& tx, UserId user) {
    auto const totp = find_totp(tx, user);
    if (!totp || !totp->confirmed_at) return {};
    return {true, totp->confirmed_at, recovery_codes_left(tx, user)};
}

TotpStart start_totp(Tx& tx, Actor const& actor) {
    auto const user = user_of(tx, actor);
    auto const before = find_totp(tx, user.id);
    if (before && before->confirmed_at)
        throw Error(ErrorCode::conflict, "Codes are asked for already. Turn them off before you start anew.");
    auto const secret = random_bytes<secret_bytes>();
    save_totp_start(tx, user.id, tx.vault().encrypt(tx.tenant(), field, text_of(secret)));
    return {base32(secret), totp_uri(secret, user.login)};
}

std::vector<std::string> confirm_totp(Tx& tx, Actor const& actor, std::string const& code, Timestamp now) {
    auto const user = user_of(tx, actor).id;
    auto const totp = find_totp(tx, user);
    if (!totp || totp->confirmed_at) throw Error(ErrorCode::conflict, "Start with a new secret first.");
    auto const step = step_of(tx, *totp, code, now);
    if (!step) throw Error(ErrorCode::invalid, "code", "is not what the app shows now");
    confirm_totp_start(tx, user, *step, now);
    std::vector<std::string> codes;
    delete_recovery_codes(tx, user);
    for (int i = 0; i < recovery_codes_given; ++i) {
        codes.push_back(new_recovery_code());
        insert_recovery_code(tx, user, hash_of_code(codes.back()));
    }
    record_factor(tx, actor, EventKind::totp_enabled, user, now);
    return codes;
}

bool spend_code(Tx& tx, UserId user, std::string const& code, Timestamp now) {
    auto const totp = find_totp(tx, user);
    if (!totp || !totp->confirmed_at) return true;
    if (auto const step = step_of(tx, *totp, code, now)) return spend_totp_step(tx, user, *step);
    return delete_recovery_code(tx, user, hash_of_code(code));
}

void end_totp(Tx& tx, Actor const& actor, UserId user, Timestamp now) {
    require_charge_of(tx, actor, user);
    auto const totp = find_totp(tx, user);
    if (!totp) throw Error(ErrorCode::not_found, "No codes are asked for.");
    delete_totp(tx, user);
    delete_recovery_codes(tx, user);
    if (totp->confirmed_at) record_factor(tx, actor, EventKind::totp_disabled, user, now);
}

} // namespace baton
