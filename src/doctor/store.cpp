#include "doctor/store.h"

namespace baton {

LogFact log_fact(Tx& tx) {
    LogFact fact{tx.tenant().value, {}, {}};
    auto const newest = tx.value<std::int64_t>("select max(id) from events where tenant_id = $1", tx.tenant());
    if (newest) fact.newest_at = IdGenerator::made_at(*newest);
    if (auto const waiting = log_head(tx).least_unnumbered)
        fact.unnumbered_since = IdGenerator::made_at(waiting->value);
    return fact;
}

std::vector<ReaderFact> reader_facts(Tx& tx) {
    auto const head = last_seq(tx);
    std::vector<ReaderFact> facts;
    tx.query(
        "select reader, seq from reader_cursors where tenant_id = $1 order by reader",
        [&](db::Row const& row) {
            facts.push_back({std::string(row.bytes(0)), std::max<std::int64_t>(0, head - row.integer(1)), ""});
        },
        tx.tenant());
    return facts;
}

} // namespace baton
