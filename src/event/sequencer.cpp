#include "event/sequencer.h"

#include "event/chain_store.h"
#include "event/progress_store.h"

namespace baton {
namespace {

constexpr std::string_view lease_name = "sequencer";

db::Blob blob(Hash const& hash) { return {hash.begin(), hash.end()}; }

// Everything numbered after the last batch becomes one batch.
void seal_numbered(Tx& tx, ChainHead const& head) {
    std::vector<Hash> leaves;
    BatchSeal batch;
    visit_headers(tx, head.last_seq, [&](SealedRow const& row) {
        if (leaves.empty()) batch.first_seq = row.header.seq;
        batch.last_seq = row.header.seq;
        leaves.push_back(leaf_hash(row.header, row.content_hash));
    });
    if (leaves.empty()) return;
    batch.root = merkle_root(leaves);
    batch.sealed_at = now().us;
    insert_batch(tx, {batch.first_seq,
                      batch.last_seq,
                      blob(batch.root),
                      blob(chain_hash(head.chain, batch)),
                      marks_of(leaves),
                      {batch.sealed_at}});
}

} // namespace

std::int64_t number_pending(Tx& tx) {
    auto const head = chain_head(tx);
    // SQLite's events were numbered as they were inserted.
    auto const numbered = tx.dialect() == db::Dialect::sqlite ? 0 : give_numbers(tx, head.last_seq, numbering_slice);
    seal_numbered(tx, head);
    return numbered;
}

Sequencer::Sequencer(db::Database& database, std::chrono::milliseconds lease, std::function<void()> numbered)
    : database_(database), lease_(lease), numbered_(std::move(numbered)), holder_(base64url(random_bytes<12>())) {}

Rounds::Left Sequencer::round() {
    auto left = Rounds::Left::nothing;
    for (auto const tenant : tenants_to_number(database_, lease_name, holder_, now()))
        if (number_slice(tenant)) left = Rounds::Left::more;
    return left;
}

// True when there may be more.
bool Sequencer::number_slice(TenantId tenant) {
    auto const numbered = db::run(database_, tenant, [&](Tx& tx) -> std::int64_t {
        auto const at = now();
        return hold_lease(tx, lease_name, holder_, at, at + lease_.count()) ? number_pending(tx) : -1;
    });
    if (numbered > 0) numbered_();
    if (numbered >= 0 && std::ranges::find(held_, tenant) == held_.end()) held_.push_back(tenant);
    return numbered == numbering_slice;
}

void Sequencer::release() {
    for (auto const tenant : held_) db::run(database_, tenant, [&](Tx& tx) { release_lease(tx, lease_name, holder_); });
    held_.clear();
}

} // namespace baton
