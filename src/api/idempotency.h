// Replays: the answer to an unsafe request with an Idempotency-Key is kept for 24 hours per tenant,
// actor and route, in the same unit of work as what the request did; encrypted, for answers hold what people wrote.
#pragma once
#include "db/tx.h"

#include <set>

namespace baton::api {

struct StoredAnswer {
    std::string request_hash;
    std::int64_t status = 0;
    std::string body;
    std::string etag;
    Timestamp created_at{};
};

inline constexpr std::int64_t replay_window_s = 24 * 3600;

// At most 128 characters; "" when there is none. Throws Error::invalid.
void check_key(std::string const&);

// `scope` names actor and route. An answer older than the window is not found.
std::optional<StoredAnswer> find_answer(Tx&, std::string const& scope, std::string const& key, Timestamp now);
// Replaces an expired one.
void store_answer(Tx&, std::string const& scope, std::string const& key, StoredAnswer const&);
// Removes at most `limit` expired answers; returns how many.
std::int64_t sweep_answers(Tx&, Timestamp now, int limit);
struct AnswerKey {
    std::string scope;
    std::string idempotency_key;
};
// Erasure of a person: of the next `limit` answers after `after`, those that name one of these ids lose what they
// said; a replay then answers 410, and does nothing again. Returns where to go on; absent at the end.
std::optional<AnswerKey> erase_answers(Tx&, std::set<std::int64_t> const& ids, std::optional<AnswerKey> const& after,
                                       int limit);
// Throws db::DbError naming a missing column.
void check_idempotency_table(Tx&);

} // namespace baton::api
