#include "doctor/store.h"

namespace baton {

LogFact log_fact(Tx& tx) {
    LogFact fact{tx.tenant().value, {}, {}};
    // Not by its id: those of a node that was lost are made up to some seconds ahead.
    fact.newest_at =
        tx.value<Timestamp>("select at from events where tenant_id = $1 order by id desc limit 1", tx.tenant());
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
