#include "session/store.h"

#include "db/check_table.h"
#include "session/service.h"

namespace baton::db {
template <> inline constexpr std::string_view table<baton::Session> = "sessions";
template <> inline constexpr std::string_view table<Token> = "tokens";
} // namespace baton::db

namespace baton {

void insert_session(Tx& tx, Session const& s) { tx.insert(s); }

std::vector<Session> list_sessions(Tx& tx, UserId user, Timestamp now) {
    return tx.select<Session>("where tenant_id = $1 and user_id = $2 and expires_at > $3 order by id", tx.tenant(),
                              user, now);
}

bool delete_session(Tx& tx, UserId user, SessionId id) {
    return tx.change("delete from sessions where tenant_id = $1 and user_id = $2 and id = $3", tx.tenant(), user, id) >
           0;
}

void delete_sessions(Tx& tx, UserId user) {
    tx.exec("delete from sessions where tenant_id = $1 and user_id = $2", tx.tenant(), user);
}

void insert_token(Tx& tx, Token const& t) { tx.insert(t); }

std::vector<Token> list_tokens(Tx& tx, UserId user) {
    return tx.select<Token>("where tenant_id = $1 and user_id = $2 order by id", tx.tenant(), user);
}

bool delete_token(Tx& tx, UserId user, TokenId id) {
    return tx.change("delete from tokens where tenant_id = $1 and user_id = $2 and id = $3", tx.tenant(), user, id) > 0;
}

std::optional<SignedIn> find_session(Tx& tx, std::string const& token_hash, Timestamp now) {
    std::optional<SignedIn> found;
    tx.query(
        "select u.id, u.name, s.id from sessions s join users u on u.tenant_id = s.tenant_id and u.id = s.user_id"
        " where s.tenant_id = $1 and s.token_hash = $2 and s.expires_at > $3 and u.archived_at is null and "
        "(u.expires_at is null or u.expires_at > $3)",
        [&](db::Row const& row) {
            found = SignedIn{UserId{row.integer(0)}, std::string(row.bytes(1)), SessionId{row.integer(2)}, {}};
        },
        tx.tenant(), token_hash, now);
    return found;
}

std::optional<SignedIn> find_token(Tx& tx, std::string const& token_hash, Timestamp now) {
    std::optional<SignedIn> found;
    tx.query(
        "select u.id, u.name, t.scopes from tokens t join users u on u.tenant_id = t.tenant_id and u.id = t.user_id"
        " where t.tenant_id = $1 and t.token_hash = $2 and (t.expires_at is null or t.expires_at > $3) and "
        "u.archived_at is null and (u.expires_at is null or u.expires_at > $3)",
        [&](db::Row const& row) {
            found = SignedIn{UserId{row.integer(0)}, std::string(row.bytes(1)), std::nullopt, {}};
            db::detail::read_column(row, 2, found->scopes);
        },
        tx.tenant(), token_hash, now);
    return found;
}

void check_session_tables(Tx& tx) {
    db::check_table<Session>(tx);
    db::check_table<Token>(tx);
}

} // namespace baton
