#include "event/event.h"
#include "session/secret.h"
#include "session/service.h"
#include "session/store.h"
#include "user/service.h"

namespace baton {
namespace {

std::string scope_field(std::size_t i) { return "scopes[" + std::to_string(i) + "]"; }

void record_token(Tx& tx, Actor const& actor, EventKind kind, UserId user, Token const& token, Timestamp now) {
    record_change(tx, actor, kind,
                  {{"user_id", std::to_string(user.value)},
                   {"token_id", std::to_string(token.id.value)},
                   {"name", token.name},
                   {"scopes", to_json(token.scopes)}},
                  now);
}

// A token makes only tokens that may no more than it may: in what, for how long, from where.
void keep_within(Tx& tx, Actor const& actor, Token& token) {
    auto const parent = load_token(tx, *actor.user, *actor.token);
    if (!parent) throw Error(ErrorCode::unauthenticated, "The token has been revoked.");
    Problems problems;
    for (std::size_t i = 0; i < token.scopes.size(); ++i)
        if (auto const p = permission_from(token.scopes[i]); p && !actor.may(*p))
            problems.add(scope_field(i), "is more than this token may");
    if (parent->expires_at && token.expires_at > parent->expires_at)
        problems.add("expires_at", "must not be later than that of the token that asks");
    if (!parent->allowed_from.empty() && !token.allowed_from.empty() && token.allowed_from != parent->allowed_from)
        problems.add("allowed_from", "must be that of the token that asks");
    problems.raise();
    if (token.scopes.empty() && actor.narrowed) // no narrowing would mean all that the user may
        for (auto const p : actor.permissions) token.scopes.push_back(permission_word(p));
    if (token.scopes.empty() && actor.narrowed)
        throw Error(ErrorCode::forbidden, "This token may do nothing that another could.");
    if (!token.expires_at) token.expires_at = parent->expires_at;
    token.allowed_from = parent->allowed_from.empty() ? token.allowed_from : parent->allowed_from;
    token.parent_id = parent->id;
}

void check_reach(NewToken const& input, Problems& problems) {
    for (std::size_t i = 0; i < input.scopes.size(); ++i)
        if (!permission_from(input.scopes[i])) problems.add(scope_field(i), "is not a permission");
    check_ranges(input.allowed_from, "allowed_from", problems);
}

} // namespace

WithSecret<Token> create_token(Tx& tx, Actor const& actor, UserId user, NewToken const& input, Timestamp now) {
    Problems problems;
    check_reach(input, problems);
    if (input.expires_at && *input.expires_at <= now) problems.add("expires_at", "must be in the future");
    problems.raise();
    auto secret = new_token_secret(tx.tenant());
    Token token{tx.next_id<TokenId>(now),
                user,
                input.name,
                hash_of_secret(secret),
                {input.scopes.begin(), input.scopes.end()},
                {input.allowed_from.begin(), input.allowed_from.end()},
                {},
                now,
                input.expires_at,
                {}};
    if (actor.token) keep_within(tx, actor, token);
    insert_token(tx, token);
    record_token(tx, actor, EventKind::token_created, user, token, now);
    return {std::move(token), std::move(secret)};
}

std::vector<Token> tokens_of(Tx& tx, Actor const& actor, UserId user) {
    require_charge_of(tx, actor, user);
    return list_tokens(tx, user);
}

void revoke_token(Tx& tx, Actor const& actor, UserId user, TokenId id, Timestamp now) {
    if (actor.token != id) require_charge_of(tx, actor, user);
    auto const token = load_token(tx, user, id);
    if (!token) throw Error(ErrorCode::not_found, "There is no such token.");
    std::vector<TokenId> ends{id};
    for (std::size_t i = 0; i < ends.size(); ++i) {
        auto const made = tokens_made_with(tx, user, ends[i]);
        ends.insert(ends.end(), made.begin(), made.end());
        delete_token(tx, user, ends[i]);
    }
    record_token(tx, actor, EventKind::token_revoked, user, *token, now);
}

} // namespace baton
