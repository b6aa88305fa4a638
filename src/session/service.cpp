#include "session/service.h"

#include "base/hash.h"
#include "event/event.h"
#include "role/service.h"
#include "session/secret.h"
#include "session/store.h"
#include "user/service.h"

#include <spdlog/spdlog.h>

namespace baton {
namespace {

// What is left of a person's permissions under a token's scopes; none = all of them.
Permissions narrowed(Permissions own, std::vector<std::string> const& scopes) {
    if (scopes.empty()) return own;
    Permissions left;
    for (auto const& word : scopes)
        if (auto const p = permission_from(word); p && own.contains(*p)) left.insert(*p);
    return left;
}

void require_allowed_from(SignedIn const& who, std::string const& address) {
    if (!is_allowed_from(who.tenant_ranges, address))
        throw Error(ErrorCode::forbidden, "The administrator does not allow the address " + address + ".");
    if (!is_allowed_from(who.allowed_from, address))
        throw Error(ErrorCode::forbidden, "This token may not be used from the address " + address + ".");
}

json::object about(UserId user) { return {{"user_id", std::to_string(user.value)}}; }

} // namespace

void require_whole(Actor const& actor) {
    if (actor.narrowed)
        throw Error(ErrorCode::forbidden,
                    "A token with scopes cannot do this. Sign in, or use a token without scopes.");
}

void require_charge_of(Tx& tx, Actor const& actor, UserId user) {
    require_whole(actor);
    if (actor.user == user) return;
    actor.require(Permission::users_manage);
    known_user(tx, user);
    for (auto const p : permissions_of_user(tx, user))
        if (!actor.may(p))
            throw Error(ErrorCode::forbidden, "This person may do what you may not; ask someone who may do it too.");
}

std::optional<Caller> authenticate(Tx& tx, std::string const& secret, std::string const& remote_address,
                                   Timestamp now) {
    bool const session = is_session_secret(secret);
    if (!session && !is_token_secret(secret)) return std::nullopt;
    auto const who =
        session ? find_session(tx, hash_of_secret(secret), now) : find_token(tx, hash_of_secret(secret), now);
    if (!who) return std::nullopt;
    require_allowed_from(*who, remote_address);
    auto actor = actor_of(tx, who->user_id, who->user_name);
    actor.permissions = narrowed(std::move(actor.permissions), who->scopes);
    actor.session = who->session_id;
    actor.token = who->token_id;
    actor.narrowed = !who->scopes.empty();
    actor.must_change_password = who->must_change_password;
    return Caller{std::move(actor), !who->used_at || after_seconds(*who->used_at, use_noted_every_s) < now};
}

void note_use(db::Database& database, Actor const& actor, Timestamp now) {
    auto const note = [session = actor.session, token = actor.token, now](Tx& tx) {
        if (session) save_use(tx, *session, now);
        else if (token) save_use(tx, *token, now);
    };
    auto const done = [](std::exception_ptr error) {
        if (error) spdlog::debug("the use of a session or token was not noted"); // the next request does it
    };
    database.write(actor.tenant, note, done, db::Urgency::bulk);
}

void change_password(Tx& tx, Actor const& actor, NewPassword const& input, Timestamp now) {
    require_charge_of(tx, actor, input.user_id);
    set_password_hash(tx, input.user_id, input.hash);
    save_must_change_password(tx, input.user_id, input.must_change);
    delete_sessions(tx, input.user_id, actor.session);
    if (actor.user != input.user_id) delete_known_addresses(tx, input.user_id);
    record_change(tx, actor, EventKind::password_changed, about(input.user_id), now);
}

void end_all_access(Tx& tx, UserId id) {
    delete_sessions(tx, id, std::nullopt);
    delete_tokens(tx, id);
}

WithSecret<Session> start_session(Tx& tx, NewSession const& input, Timestamp now) {
    if (!is_let_in(tx, input.user_id, now)) throw Error(ErrorCode::unauthenticated, "Login or password is wrong.");
    auto secret = new_session_secret(tx.tenant());
    Session session{tx.next_id<SessionId>(now),
                    input.user_id,
                    hash_of_secret(secret),
                    now,
                    after_seconds(now, session_lifetime_s),
                    now,
                    input.remote_address,
                    std::string(clip(as_utf8(input.user_agent), 300))};
    insert_session(tx, session);
    save_known_address(tx, input.user_id, address_hash(input.login, input.remote_address), now);
    NewEvent event{.kind = EventKind::signed_in, .actor = {ActorKind::agent, input.user_id.value}};
    event.content.data = {{"session_id", std::to_string(session.id.value)}, {"remote_address", input.remote_address}};
    record(tx, std::move(event), now);
    return {std::move(session), std::move(secret)};
}

std::vector<Session> sessions_of(Tx& tx, Actor const& actor, UserId user, Timestamp now) {
    require_charge_of(tx, actor, user);
    return list_sessions(tx, user, now);
}

void end_session(Tx& tx, Actor const& actor, UserId user, SessionId id, Timestamp now) {
    require_charge_of(tx, actor, user);
    if (!delete_session(tx, user, id)) throw Error(ErrorCode::not_found, "There is no such session.");
    auto data = about(user);
    data["session_id"] = std::to_string(id.value);
    record_change(tx, actor, EventKind::session_ended, std::move(data), now);
}

void end_sessions(Tx& tx, Actor const& actor, UserId user, Timestamp now) {
    require_charge_of(tx, actor, user);
    auto const ended = delete_sessions(tx, user, actor.user == user ? actor.session : std::nullopt);
    auto data = about(user);
    data["sessions"] = ended;
    if (ended > 0) record_change(tx, actor, EventKind::session_ended, std::move(data), now);
}

std::int64_t sweep_sessions_and_addresses(Tx& tx, Timestamp now, int limit) {
    return std::max(sweep_sessions(tx, now, limit), sweep_known_addresses(tx, now, limit));
}

std::vector<std::string> access_ranges(Tx& tx) { return load_access_ranges(tx); }

void set_access_ranges(Tx& tx, Actor const& actor, std::vector<Text<1, 100>> const& input,
                       std::string const& remote_address, Timestamp now) {
    actor.require(Permission::settings_manage);
    Problems problems;
    check_ranges(input, "ranges", problems);
    std::vector<std::string> const ranges(input.begin(), input.end());
    if (problems.empty() && !remote_address.empty() && !is_allowed_from(ranges, remote_address))
        problems.add("ranges", "would lock you out: you come from " + remote_address);
    problems.raise();
    auto const before = load_access_ranges(tx);
    if (before == ranges) return;
    save_access_ranges(tx, ranges);
    record_change(tx, actor, EventKind::access_changed, {{"before", to_json(before)}, {"after", to_json(ranges)}}, now);
}

} // namespace baton
