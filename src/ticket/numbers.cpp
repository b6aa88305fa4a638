#include "ticket/numbers.h"

#include "ticket/store.h"

namespace baton {
namespace {

constexpr std::int64_t block_size = 200, low_water = 100;

} // namespace

std::int64_t TicketNumbers::next(Tx& tx, std::int64_t local_date) {
    if (tx.dialect() == db::Dialect::sqlite) return take_sequence(tx, local_date, 1);
    bool fetch_more = false;
    auto const number = take(*state_, tx.tenant(), local_date, fetch_more);
    // The first of the day comes from the row itself, which stays locked until it is committed: the block follows it.
    auto const taken = number ? *number : take_sequence(tx, local_date, 1);
    if (fetch_more) fetch(state_, tx.tenant(), local_date);
    return taken;
}

// `fetch` is set when the caller shall fetch the next block.
std::optional<std::int64_t> TicketNumbers::take(State& state, TenantId tenant, std::int64_t local_date, bool& fetch) {
    std::lock_guard const lock(state.mutex);
    std::erase_if(state.blocks, [&](auto const& b) { return b.first.second < local_date - 1; }); // days that are over
    auto& blocks = state.blocks[{tenant, local_date}];
    std::optional<std::int64_t> number;
    if (!blocks.empty()) {
        number = blocks.front().next++;
        if (blocks.front().next == blocks.front().end) blocks.pop_front();
    }
    bool const low = blocks.empty() || (blocks.size() == 1 && blocks.front().end - blocks.front().next < low_water);
    fetch = low && !state.fetching;
    state.fetching = state.fetching || fetch;
    return number;
}

void TicketNumbers::fetch(std::shared_ptr<State> state, TenantId tenant, std::int64_t local_date) {
    auto const first = std::make_shared<std::int64_t>(0);
    auto const unit = [first, local_date](Tx& tx) { *first = take_sequence(tx, local_date, block_size); };
    auto const done = [state, first, tenant, local_date](std::exception_ptr error) {
        std::lock_guard const lock(state->mutex);
        state->fetching = false; // after an error the next creation tries again
        if (!error) state->blocks[{tenant, local_date}].push_back({*first, *first + block_size});
    };
    state->database.write(tenant, unit, done);
}

} // namespace baton
