// Numbers and seals in the database: which events have no number yet, the batches, and rows as they
// were sealed. Everything is of the Tx's tenant.
#pragma once
#include "db/tx.h"
#include "event/seal.h"

#include <functional>

namespace baton {

using db::Tx;

// The last batch: all zero before the first.
struct ChainHead {
    std::int64_t last_seq = 0;
    Hash chain{};
};
ChainHead chain_head(Tx&);

// Gives the numbers after the last one to at most `limit` committed events, oldest id first. Returns how many.
// REQUIRES: nobody else numbers this tenant.
std::int64_t give_numbers(Tx&, std::int64_t sealed_up_to, int limit);

// Views live until the sink returns. `content` and `salt` are filled by visit_whole only, absent when erased.
struct SealedRow {
    SealedHeader header;
    Bytes content_hash;
    std::optional<std::string_view> content;
    std::optional<Bytes> salt;
};
using SealedSink = std::function<void(SealedRow const&)>;
void visit_headers(Tx&, std::int64_t after_seq, SealedSink const&);
void visit_whole(Tx&, std::int64_t first_seq, std::int64_t last_seq, SealedSink const&);

struct Batch {
    std::int64_t first_seq = 0, last_seq = 0;
    db::Blob root, chain, marks;
    Timestamp sealed_at{};
};
DESCRIBE(Batch, (), (first_seq, last_seq, root, chain, marks, sealed_at));
void insert_batch(Tx&, Batch const&);
std::vector<Batch> batches_after(Tx&, std::int64_t first_seq, int limit);

std::int64_t unnumbered_events(Tx&);
// Contents of `erased` events that have no number yet.
std::vector<std::string> unnumbered_erasures(Tx&);

} // namespace baton
