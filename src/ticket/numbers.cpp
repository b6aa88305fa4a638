#include "ticket/numbers.h"

#include "ticket/store.h"

namespace baton {
namespace {

constexpr std::int64_t block_size = 200, low_water = 100;

} // namespace

std::string TicketNumbers::next(Tx& tx, NumberPattern const& pattern, std::int64_t local_date) {
    auto prefix = prefix_on(pattern, local_date);
    if (tx.dialect() == db::Dialect::sqlite) {
        auto const taken = take_sequence(tx, prefix, 1);
        return ticket_number(pattern, std::move(prefix), taken);
    }
    bool fetch_more = false;
    Beginning const beginning{tx.tenant(), prefix};
    auto const number = take(*state_, beginning, local_date, fetch_more);
    // The first one comes from the row itself, which stays locked until it is committed: the block follows it.
    auto const taken = number ? *number : take_sequence(tx, prefix, 1);
    if (fetch_more) fetch(state_, beginning);
    return ticket_number(pattern, std::move(prefix), taken);
}

// `fetch` is set when the caller shall fetch the next block.
std::optional<std::int64_t> TicketNumbers::take(State& state, Beginning const& beginning, std::int64_t local_date,
                                                bool& fetch) {
    std::lock_guard const lock(state.mutex);
    std::erase_if(state.stocks, [&](auto const& s) { return s.second.used_on < local_date - 1; }); // days that are over
    auto& stock = state.stocks[beginning];
    stock.used_on = std::max(stock.used_on, local_date);
    auto& blocks = stock.blocks;
    std::optional<std::int64_t> number;
    if (!blocks.empty()) {
        number = blocks.front().next++;
        if (blocks.front().next == blocks.front().end) blocks.pop_front();
    }
    bool const low = blocks.empty() || (blocks.size() == 1 && blocks.front().end - blocks.front().next < low_water);
    fetch = low && !stock.fetching;
    stock.fetching = stock.fetching || fetch;
    return number;
}

void TicketNumbers::fetch(std::shared_ptr<State> state, Beginning beginning) {
    auto const first = std::make_shared<std::int64_t>(0);
    auto const unit = [first, prefix = beginning.second](Tx& tx) { *first = take_sequence(tx, prefix, block_size); };
    auto const done = [state, first, beginning](std::exception_ptr error) {
        std::lock_guard const lock(state->mutex);
        auto const it = state->stocks.find(beginning);
        if (it == state->stocks.end()) return; // its day is over
        it->second.fetching = false;           // after an error the next creation tries again
        if (!error) it->second.blocks.push_back({*first, *first + block_size});
    };
    state->database.write(beginning.first, unit, done);
}

} // namespace baton
