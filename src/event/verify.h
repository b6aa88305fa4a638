// Judges the chain of one tenant, batch by batch in order of number, until the first break. Fed by verify_chain; one
// thread.
#pragma once
#include "event/chain_store.h"
#include "event/log.h"

#include <map>

namespace baton {

// The head of what was proved so far.
class ChainJudge {
public:
    // Proves one batch with its events. False at a break; nothing more is then to be fed.
    bool batch(Tx&, Batch const&);
    // What lies behind the last batch. To be called once, in the transaction that found no further batch.
    void tail(Tx&);

    std::int64_t last_first_seq() const { return last_first_seq_; }
    Verification const& result() const { return result_; }

private:
    void event(Tx&, SealedRow const&, Batch const&);
    void content(Tx&, SealedRow const&);
    void named_erased(std::string_view content);
    void root_and_chain(Batch const&);
    void breaks(std::string what);
    void breaks(Batch const&, std::string what);

    Verification result_;
    Hash chain_{};
    std::int64_t last_seq_ = 0, last_first_seq_ = 0;
    std::vector<Hash> leaves_;                    // of the current batch
    std::map<std::int64_t, std::int64_t> erased_; // id → seq of events without content that nothing has named yet
};

} // namespace baton
