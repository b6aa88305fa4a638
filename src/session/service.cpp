#include "session/service.h"

#include "base/hash.h"
#include "session/store.h"
#include "user/service.h"

namespace baton {
namespace {

constexpr std::size_t secret_bytes = 32;

std::string new_secret(std::string_view prefix, TenantId tenant) {
    return std::string(prefix) + std::to_string(tenant.value) + "." + base64url(random_bytes<secret_bytes>());
}
std::string hash_of(std::string_view secret) { return hex(sha256(secret)); }

// What is left of a person's permissions under a token's scopes; none = all of them.
Permissions narrowed(Permissions own, std::vector<std::string> const& scopes) {
    if (scopes.empty()) return own;
    Permissions left;
    for (auto const& word : scopes)
        if (auto const p = permission_from(word); p && own.contains(*p)) left.insert(*p);
    return left;
}

void check_scopes(std::vector<Text<1, 100>> const& scopes) {
    Problems problems;
    for (std::size_t i = 0; i < scopes.size(); ++i)
        if (!permission_from(scopes[i])) problems.add("scopes[" + std::to_string(i) + "]", "is not a permission");
    problems.raise();
}

} // namespace

std::optional<Actor> authenticate(Tx& tx, std::string const& secret, Timestamp now) {
    bool const session = secret.starts_with(session_prefix);
    if (!session && !secret.starts_with(token_prefix)) return std::nullopt;
    auto const who = session ? find_session(tx, hash_of(secret), now) : find_token(tx, hash_of(secret), now);
    if (!who) return std::nullopt;
    auto actor = actor_of(tx, who->user_id, who->user_name);
    actor.permissions = narrowed(std::move(actor.permissions), who->scopes);
    actor.session = who->session_id;
    return actor;
}

void change_password(Tx& tx, Actor const& actor, UserId id, std::string const& password_hash) {
    set_password_hash(tx, actor, id, password_hash);
    delete_sessions(tx, id);
}

WithSecret<Session> start_session(Tx& tx, NewSession const& input, Timestamp now) {
    auto secret = new_secret(session_prefix, tx.tenant());
    Session session{tx.next_id<SessionId>(now),
                    input.user_id,
                    hash_of(secret),
                    now,
                    after_seconds(now, session_lifetime_s),
                    input.remote_address,
                    std::string(clip(as_utf8(input.user_agent), 300))};
    insert_session(tx, session);
    return {std::move(session), std::move(secret)};
}

std::vector<Session> sessions_of(Tx& tx, Actor const& actor, Timestamp now) {
    return list_sessions(tx, user_of(tx, actor).id, now);
}

void end_session(Tx& tx, Actor const& actor, SessionId id) {
    if (!delete_session(tx, user_of(tx, actor).id, id)) throw Error(ErrorCode::not_found, "There is no such session.");
}

WithSecret<Token> create_token(Tx& tx, UserId user, NewToken const& input, Timestamp now) {
    check_scopes(input.scopes);
    if (input.expires_at && *input.expires_at <= now)
        throw Error(ErrorCode::invalid, "expires_at", "must be in the future");
    auto secret = new_secret(token_prefix, tx.tenant());
    Token token{
        tx.next_id<TokenId>(now), user, input.name, hash_of(secret), {input.scopes.begin(), input.scopes.end()}, now,
        input.expires_at};
    insert_token(tx, token);
    return {std::move(token), std::move(secret)};
}

WithSecret<Token> create_own_token(Tx& tx, Actor const& actor, NewToken input, Timestamp now) {
    auto const user = user_of(tx, actor).id;
    if (actor.session) return create_token(tx, user, input, now);
    Problems problems;
    for (std::size_t i = 0; i < input.scopes.size(); ++i)
        if (auto const p = permission_from(input.scopes[i]); p && !actor.may(*p))
            problems.add("scopes[" + std::to_string(i) + "]", "is more than this token may");
    problems.raise();
    if (input.scopes.empty()) // no narrowing would mean all that the user may
        for (auto const p : actor.permissions) input.scopes.emplace_back(permission_word(p));
    if (input.scopes.empty()) throw Error(ErrorCode::forbidden, "This token may do nothing that another could.");
    return create_token(tx, user, input, now);
}

std::vector<Token> tokens_of(Tx& tx, Actor const& actor) { return list_tokens(tx, user_of(tx, actor).id); }

void revoke_token(Tx& tx, Actor const& actor, TokenId id) {
    if (!delete_token(tx, user_of(tx, actor).id, id)) throw Error(ErrorCode::not_found, "There is no such token.");
}

} // namespace baton
