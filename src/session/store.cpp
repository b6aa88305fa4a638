#include "session/store.h"

#include "db/check_table.h"
#include "session/service.h"

namespace baton::db {
template <> inline constexpr std::string_view table<baton::Session> = "sessions";
template <> inline constexpr std::string_view table<Token> = "tokens";
} // namespace baton::db

namespace baton {
namespace {

Timestamp idle_since(Timestamp now) { return after_seconds(now, -session_idle_s); }

template <class T> T read(db::Row const& row, int column) {
    T value{};
    db::detail::read_column(row, column, value);
    return value;
}

} // namespace

void insert_session(Tx& tx, Session const& s) { tx.insert(s); }

std::vector<Session> list_sessions(Tx& tx, UserId user, Timestamp now) {
    return tx.select<Session>(
        "where tenant_id = $1 and user_id = $2 and expires_at > $3 and coalesce(used_at, created_at) > $4 order by id",
        tx.tenant(), user, now, idle_since(now));
}

bool delete_session(Tx& tx, UserId user, SessionId id) {
    return tx.change("delete from sessions where tenant_id = $1 and user_id = $2 and id = $3", tx.tenant(), user, id) >
           0;
}

std::int64_t delete_sessions(Tx& tx, UserId user, std::optional<SessionId> but) {
    return tx.change("delete from sessions where tenant_id = $1 and user_id = $2 and id <> $3", tx.tenant(), user,
                     but.value_or(SessionId{}));
}

std::int64_t sweep_sessions(Tx& tx, Timestamp now, int limit) {
    return tx.change("delete from sessions where tenant_id = $1 and id in"
                     " (select id from sessions where tenant_id = $1 and (expires_at <= $2 or"
                     " coalesce(used_at, created_at) <= $3) limit $4)",
                     tx.tenant(), now, idle_since(now), limit);
}

void delete_tokens(Tx& tx, UserId user) {
    tx.exec("delete from tokens where tenant_id = $1 and user_id = $2", tx.tenant(), user);
}

void insert_token(Tx& tx, Token const& t) { tx.insert(t); }

std::vector<Token> list_tokens(Tx& tx, UserId user) {
    return tx.select<Token>("where tenant_id = $1 and user_id = $2 order by id", tx.tenant(), user);
}

std::optional<Token> load_token(Tx& tx, UserId user, TokenId id) {
    return tx.find<Token>("where tenant_id = $1 and user_id = $2 and id = $3", tx.tenant(), user, id);
}

std::vector<TokenId> tokens_made_with(Tx& tx, UserId user, TokenId parent) {
    std::vector<TokenId> ids;
    tx.query(
        "select id from tokens where tenant_id = $1 and user_id = $2 and parent_id = $3",
        [&](db::Row const& row) { ids.push_back(TokenId{row.integer(0)}); }, tx.tenant(), user, parent);
    return ids;
}

bool delete_token(Tx& tx, UserId user, TokenId id) {
    return tx.change("delete from tokens where tenant_id = $1 and user_id = $2 and id = $3", tx.tenant(), user, id) > 0;
}

void save_use(Tx& tx, SessionId id, Timestamp now) {
    tx.exec("update sessions set used_at = $3 where tenant_id = $1 and id = $2", tx.tenant(), id, now);
}

void save_use(Tx& tx, TokenId id, Timestamp now) {
    tx.exec("update tokens set used_at = $3 where tenant_id = $1 and id = $2", tx.tenant(), id, now);
}

namespace {

// The earlier of two ends, of which either may be open.
std::optional<Timestamp> earlier(std::optional<Timestamp> a, std::optional<Timestamp> b) {
    return a && b ? std::min(*a, *b) : a ? a : b;
}

// Both are read without the time, which is compared afterwards, so that they can be remembered.
std::optional<SignedIn> read_session(Tx& tx, std::string const& token_hash) {
    std::optional<SignedIn> found;
    tx.query(
        "select u.id, u.name, s.id, coalesce(s.used_at, s.created_at), coalesce(c.must_change_password, 0),"
        " (select a.ranges from access_lists a where a.tenant_id = $1), s.expires_at, u.expires_at"
        " from sessions s join users u on u.tenant_id = s.tenant_id and u.id = s.user_id"
        " left join user_credentials c on c.tenant_id = s.tenant_id and c.user_id = s.user_id"
        " where s.tenant_id = $1 and s.token_hash = $2 and u.archived_at is null",
        [&](db::Row const& row) {
            auto& who = found.emplace();
            who.user_id = UserId{row.integer(0)};
            who.user_name = row.bytes(1);
            who.session_id = SessionId{row.integer(2)};
            who.used_at = Timestamp{row.integer(3)};
            who.must_change_password = row.integer(4) != 0;
            if (!row.is_null(5)) who.tenant_ranges = read<std::vector<std::string>>(row, 5);
            who.expires_at = earlier(Timestamp{row.integer(6)}, read<std::optional<Timestamp>>(row, 7));
        },
        tx.tenant(), token_hash);
    return found;
}

std::optional<SignedIn> read_token(Tx& tx, std::string const& token_hash) {
    std::optional<SignedIn> found;
    tx.query(
        "select u.id, u.name, t.id, t.used_at, t.scopes, t.allowed_from,"
        " (select a.ranges from access_lists a where a.tenant_id = $1), t.expires_at, u.expires_at"
        " from tokens t join users u on u.tenant_id = t.tenant_id and u.id = t.user_id"
        " where t.tenant_id = $1 and t.token_hash = $2 and u.archived_at is null",
        [&](db::Row const& row) {
            auto& who = found.emplace();
            who.user_id = UserId{row.integer(0)};
            who.user_name = row.bytes(1);
            who.token_id = TokenId{row.integer(2)};
            who.used_at = read<std::optional<Timestamp>>(row, 3);
            who.scopes = read<std::vector<std::string>>(row, 4);
            who.allowed_from = read<std::vector<std::string>>(row, 5);
            if (!row.is_null(6)) who.tenant_ranges = read<std::vector<std::string>>(row, 6);
            who.expires_at = earlier(read<std::optional<Timestamp>>(row, 7), read<std::optional<Timestamp>>(row, 8));
        },
        tx.tenant(), token_hash);
    return found;
}

} // namespace

std::optional<SignedIn> find_session(Tx& tx, std::string const& token_hash, Timestamp now) {
    auto const read = [&] { return read_session(tx, token_hash); };
    auto who =
        tx.remember<SignedIn>({"sessions", "users", "user_credentials", "access_lists"}, "session " + token_hash, read);
    if (who && (*who->expires_at <= now || *who->used_at <= idle_since(now))) return std::nullopt;
    return who;
}

std::optional<SignedIn> find_token(Tx& tx, std::string const& token_hash, Timestamp now) {
    auto const read = [&] { return read_token(tx, token_hash); };
    auto who = tx.remember<SignedIn>({"tokens", "users", "access_lists"}, "token " + token_hash, read);
    if (who && who->expires_at && *who->expires_at <= now) return std::nullopt;
    return who;
}

std::optional<Candidate> find_candidate(Tx& tx, std::string const& login, std::string const& address_hash,
                                        Timestamp now) {
    std::optional<Candidate> found;
    tx.query(
        "select u.id, u.password_hash, case when k.last_at > $4 then 1 else 0 end, coalesce(c.must_change_password, 0),"
        " case when c.totp_confirmed_at is null then 0 else 1 end"
        " from users u left join known_addresses k on k.tenant_id = u.tenant_id and k.user_id = u.id and "
        "k.address_hash = $3"
        " left join user_credentials c on c.tenant_id = u.tenant_id and c.user_id = u.id"
        " where u.tenant_id = $1 and u.login = $2 and u.archived_at is null"
        " and (u.expires_at is null or u.expires_at > $5)",
        [&](db::Row const& row) {
            found = Candidate{UserId{row.integer(0)}, std::string(row.bytes(1)), row.integer(2) != 0,
                              row.integer(3) != 0, row.integer(4) != 0};
        },
        tx.tenant(), login, address_hash, after_seconds(now, -address_known_s), now);
    return found;
}

void save_must_change_password(Tx& tx, UserId user, bool must) {
    tx.exec("insert into user_credentials (tenant_id, user_id, must_change_password) values ($1, $2, $3)"
            " on conflict (tenant_id, user_id) do update set must_change_password = excluded.must_change_password",
            tx.tenant(), user, must);
}

void save_known_address(Tx& tx, UserId user, std::string const& address_hash, Timestamp now) {
    tx.exec(
        "insert into known_addresses (tenant_id, user_id, address_hash, last_at) values ($1, $2, $3, $4)"
        " on conflict (tenant_id, address_hash) do update set user_id = excluded.user_id, last_at = excluded.last_at",
        tx.tenant(), user, address_hash, now);
}

void delete_known_addresses(Tx& tx, UserId user) {
    tx.exec("delete from known_addresses where tenant_id = $1 and user_id = $2", tx.tenant(), user);
}

std::int64_t sweep_known_addresses(Tx& tx, Timestamp now, int limit) {
    return tx.change("delete from known_addresses where tenant_id = $1 and address_hash in (select address_hash from"
                     " known_addresses where tenant_id = $1 and last_at <= $2 limit $3)",
                     tx.tenant(), after_seconds(now, -address_known_s), limit);
}

std::vector<std::string> load_access_ranges(Tx& tx) {
    return tx.value<std::vector<std::string>>("select ranges from access_lists where tenant_id = $1", tx.tenant())
        .value_or(std::vector<std::string>());
}

void save_access_ranges(Tx& tx, std::vector<std::string> const& ranges) {
    tx.exec("insert into access_lists (tenant_id, ranges) values ($1, $2)"
            " on conflict (tenant_id) do update set ranges = excluded.ranges",
            tx.tenant(), ranges);
}

std::optional<Totp> find_totp(Tx& tx, UserId user) {
    std::optional<Totp> found;
    tx.query(
        "select totp_secret, totp_confirmed_at, totp_last_step from user_credentials"
        " where tenant_id = $1 and user_id = $2 and totp_secret is not null",
        [&](db::Row const& row) {
            found = Totp{read<db::Blob>(row, 0), read<std::optional<Timestamp>>(row, 1), row.integer(2)};
        },
        tx.tenant(), user);
    return found;
}

void save_totp_start(Tx& tx, UserId user, db::Blob const& sealed_secret) {
    tx.exec("insert into user_credentials (tenant_id, user_id, totp_secret) values ($1, $2, $3)"
            " on conflict (tenant_id, user_id) do update set totp_secret = excluded.totp_secret,"
            " totp_confirmed_at = null, totp_last_step = 0",
            tx.tenant(), user, sealed_secret);
}

void confirm_totp_start(Tx& tx, UserId user, std::int64_t step, Timestamp now) {
    tx.exec("update user_credentials set totp_confirmed_at = $3, totp_last_step = $4"
            " where tenant_id = $1 and user_id = $2",
            tx.tenant(), user, now, step);
}

bool spend_totp_step(Tx& tx, UserId user, std::int64_t step) {
    return tx.change("update user_credentials set totp_last_step = $3"
                     " where tenant_id = $1 and user_id = $2 and totp_last_step < $3",
                     tx.tenant(), user, step) > 0;
}

void delete_totp(Tx& tx, UserId user) {
    tx.exec("update user_credentials set totp_secret = null, totp_confirmed_at = null, totp_last_step = 0"
            " where tenant_id = $1 and user_id = $2",
            tx.tenant(), user);
}

void insert_recovery_code(Tx& tx, UserId user, std::string const& code_hash) {
    tx.exec("insert into recovery_codes (tenant_id, user_id, code_hash) values ($1, $2, $3)", tx.tenant(), user,
            code_hash);
}

bool delete_recovery_code(Tx& tx, UserId user, std::string const& code_hash) {
    return tx.change("delete from recovery_codes where tenant_id = $1 and user_id = $2 and code_hash = $3", tx.tenant(),
                     user, code_hash) > 0;
}

void delete_recovery_codes(Tx& tx, UserId user) {
    tx.exec("delete from recovery_codes where tenant_id = $1 and user_id = $2", tx.tenant(), user);
}

std::int64_t recovery_codes_left(Tx& tx, UserId user) {
    std::int64_t left = 0; // ten at most
    tx.query(
        "select code_hash from recovery_codes where tenant_id = $1 and user_id = $2", [&](db::Row const&) { ++left; },
        tx.tenant(), user);
    return left;
}

void check_session_tables(Tx& tx) {
    db::check_table<Session>(tx);
    db::check_table<Token>(tx);
}

} // namespace baton
