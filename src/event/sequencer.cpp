#include "event/sequencer.h"

#include "event/chain_store.h"

namespace baton {
namespace {

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
    insert_batch(tx, {batch.first_seq, batch.last_seq, blob(batch.root), blob(chain_hash(head.chain, batch)),
                      marks_of(leaves), {batch.sealed_at}});
}

} // namespace

std::int64_t number_pending(Tx& tx) {
    auto const head = chain_head(tx);
    auto const numbered = give_numbers(tx, head.last_seq, numbering_slice);
    seal_numbered(tx, head);
    return numbered;
}

} // namespace baton
