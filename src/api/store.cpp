#include "api/idempotency.h"

#include "db/check_table.h"

namespace baton::api {
namespace {

constexpr std::string_view field = "replay";
constexpr std::size_t hash_size = 64;

// `sealed` is the hash of the request and the body of the answer: even the hash of a short request says what it was.
struct AnswerRow {
    std::int64_t status = 0;
    std::string etag;
    Timestamp created_at{};
    db::Blob sealed;
};
DESCRIBE(AnswerRow, (), (status, etag, created_at, sealed));

} // namespace
} // namespace baton::api

template <> inline constexpr std::string_view baton::db::table<baton::api::AnswerRow> = "idempotency_keys";

namespace baton::api {

std::optional<StoredAnswer> find_answer(Tx& tx, std::string const& scope, std::string const& key, Timestamp now) {
    auto const row =
        tx.find<AnswerRow>("where tenant_id = $1 and scope = $2 and idempotency_key = $3 and created_at > $4",
                           tx.tenant(), scope, key, after_seconds(now, -replay_window_s));
    if (!row) return std::nullopt;
    auto const plain = tx.vault().decrypt(tx.tenant(), field, row->sealed);
    return StoredAnswer{plain.substr(0, hash_size), row->status, plain.substr(hash_size), row->etag, row->created_at};
}

// REQUIRES: a.request_hash is a SHA-256 in hex.
void store_answer(Tx& tx, std::string const& scope, std::string const& key, StoredAnswer const& a) {
    tx.exec("delete from idempotency_keys where tenant_id = $1 and scope = $2 and idempotency_key = $3 and created_at "
            "<= $4",
            tx.tenant(), scope, key, after_seconds(a.created_at, -replay_window_s));
    auto const sealed = tx.vault().encrypt(tx.tenant(), field, a.request_hash + a.body);
    tx.exec("insert into idempotency_keys (tenant_id, scope, idempotency_key, status, etag, created_at, sealed)"
            " values ($1, $2, $3, $4, $5, $6, $7)",
            tx.tenant(), scope, key, a.status, a.etag, a.created_at, sealed);
}

std::int64_t sweep_answers(Tx& tx, Timestamp now, int limit) {
    return tx.change(
        "delete from idempotency_keys where tenant_id = $1 and (scope, idempotency_key) in"
        " (select scope, idempotency_key from idempotency_keys where tenant_id = $1 and created_at <= $2 limit $3)",
        tx.tenant(), after_seconds(now, -replay_window_s), limit);
}

namespace {

std::string const erased_body = R"({"type": "about:blank", "title": "Gone", "status": 410,)"
                                R"( "detail": "What this request did was erased since."})";

// Ids are strings of digits in JSON.
bool names_one_of(std::string_view body, std::set<std::int64_t> const& ids) {
    for (std::size_t quote = body.find('"'); quote != body.npos; quote = body.find('"', quote + 1)) {
        auto const end = body.find_first_not_of("0123456789", quote + 1);
        if (end == body.npos || body[end] != '"') continue;
        if (auto const id = parse_id(body.substr(quote + 1, end - quote - 1)); id && ids.contains(*id)) return true;
    }
    return false;
}

struct ReadAnswer {
    AnswerKey key;
    std::string plain; // the hash of the request and the body of the answer
};

std::vector<ReadAnswer> read_answers(Tx& tx, AnswerKey const& after, int limit) {
    std::vector<ReadAnswer> answers;
    tx.query(
        "select scope, idempotency_key, sealed from idempotency_keys where tenant_id = $1"
        " and (scope, idempotency_key) > ($2, $3) order by scope, idempotency_key limit $4",
        [&](db::Row const& row) {
            auto plain = tx.vault().decrypt(tx.tenant(), field, bytes_of(row.bytes(2)));
            answers.push_back({{std::string(row.bytes(0)), std::string(row.bytes(1))}, std::move(plain)});
        },
        tx.tenant(), after.scope, after.idempotency_key, limit);
    return answers;
}

// The hash stays: the same request is still told from another one.
void erase_answer(Tx& tx, ReadAnswer const& answer) {
    auto const sealed = tx.vault().encrypt(tx.tenant(), field, answer.plain.substr(0, hash_size) + erased_body);
    tx.exec("update idempotency_keys set status = 410, sealed = $4, etag = '' where tenant_id = $1 and scope = $2"
            " and idempotency_key = $3",
            tx.tenant(), answer.key.scope, answer.key.idempotency_key, sealed);
}

} // namespace

std::optional<AnswerKey> erase_answers(Tx& tx, std::set<std::int64_t> const& ids, std::optional<AnswerKey> const& after,
                                       int limit) {
    auto const answers = read_answers(tx, after.value_or(AnswerKey{}), limit);
    for (auto const& answer : answers)
        if (names_one_of(std::string_view(answer.plain).substr(hash_size), ids)) erase_answer(tx, answer);
    if (int(answers.size()) < limit) return std::nullopt;
    return answers.back().key;
}

void check_idempotency_table(Tx& tx) { db::check_table<AnswerRow>(tx); }

} // namespace baton::api
