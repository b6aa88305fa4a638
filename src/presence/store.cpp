#include "presence/store.h"

namespace baton {

void save_choice(Tx& tx, UserId user, PresenceChoice const& choice) {
    tx.exec("insert into presence_choices (tenant_id, user_id, state, at) values ($1, $2, $3, $4)"
            " on conflict (tenant_id, user_id) do update set state = excluded.state, at = excluded.at",
            tx.tenant(), user, choice.state, choice.at);
}

std::optional<PresenceChoice> find_choice(Tx& tx, UserId user) {
    std::optional<PresenceChoice> found;
    tx.query(
        "select state, at from presence_choices where tenant_id = $1 and user_id = $2",
        [&](db::Row const& row) {
            auto& choice = found.emplace();
            db::detail::read_column(row, 0, choice.state);
            db::detail::read_column(row, 1, choice.at);
        },
        tx.tenant(), user);
    return found;
}

void save_connection(Tx& tx, UserId user, std::string const& holder, Timestamp until) {
    tx.exec("insert into presence_connections (tenant_id, user_id, holder, until_at) values ($1, $2, $3, $4)"
            " on conflict (tenant_id, user_id, holder) do update set until_at = excluded.until_at",
            tx.tenant(), user, holder, until);
}

void delete_connection(Tx& tx, UserId user, std::string const& holder) {
    tx.exec("delete from presence_connections where tenant_id = $1 and user_id = $2 and holder = $3", tx.tenant(), user,
            holder);
}

bool has_connection(Tx& tx, UserId user, Timestamp now) {
    return tx
        .value<std::int64_t>(
            "select 1 from presence_connections where tenant_id = $1 and user_id = $2 and until_at > $3 limit 1",
            tx.tenant(), user, now)
        .has_value();
}

void renew_connections_of(Tx& tx, std::string const& holder, Timestamp until) {
    tx.exec("update presence_connections set until_at = $3 where tenant_id = $1 and holder = $2", tx.tenant(), holder,
            until);
}

std::vector<UserId> list_overdue(Tx& tx, Timestamp now, int limit) {
    std::vector<UserId> users;
    tx.query(
        "select user_id from presence_connections where tenant_id = $1 and until_at <= $2"
        " union select user_id from presence_choices where tenant_id = $1 and state = 'online' and at <= $3"
        " order by user_id limit $4",
        [&](db::Row const& row) { users.push_back(UserId{row.integer(0)}); }, tx.tenant(), now,
        after_seconds(now, -chosen_online_s), limit);
    return users;
}

void delete_overdue(Tx& tx, UserId user, Timestamp now) {
    tx.exec("delete from presence_connections where tenant_id = $1 and user_id = $2 and until_at <= $3", tx.tenant(),
            user, now);
    tx.exec("delete from presence_choices where tenant_id = $1 and user_id = $2 and state = 'online' and at <= $3",
            tx.tenant(), user, after_seconds(now, -chosen_online_s));
}

} // namespace baton
