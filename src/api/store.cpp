#include "api/idempotency.h"

#include "db/check_table.h"

template <> inline constexpr std::string_view baton::db::table<baton::api::StoredAnswer> = "idempotency_keys";

namespace baton::api {

std::optional<StoredAnswer> find_answer(Tx& tx, std::string const& scope, std::string const& key, Timestamp now) {
    return tx.find<StoredAnswer>("where tenant_id = $1 and scope = $2 and idempotency_key = $3 and created_at > $4",
                                 tx.tenant(), scope, key, after_seconds(now, -replay_window_s));
}

void store_answer(Tx& tx, std::string const& scope, std::string const& key, StoredAnswer const& a) {
    tx.exec("delete from idempotency_keys where tenant_id = $1 and scope = $2 and idempotency_key = $3 and created_at "
            "<= $4",
            tx.tenant(), scope, key, after_seconds(a.created_at, -replay_window_s));
    tx.exec(
        "insert into idempotency_keys (tenant_id, scope, idempotency_key, request_hash, status, body, etag, created_at)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8)",
        tx.tenant(), scope, key, a.request_hash, a.status, a.body, a.etag, a.created_at);
}

std::int64_t sweep_answers(Tx& tx, Timestamp now, int limit) {
    return tx.change(
        "delete from idempotency_keys where tenant_id = $1 and (scope, idempotency_key) in"
        " (select scope, idempotency_key from idempotency_keys where tenant_id = $1 and created_at <= $2 limit $3)",
        tx.tenant(), after_seconds(now, -replay_window_s), limit);
}

void check_idempotency_table(Tx& tx) { db::check_table<StoredAnswer>(tx); }

} // namespace baton::api
