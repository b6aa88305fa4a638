#include "command/settle.h"

#include "search/search.h"

namespace baton {
namespace {

using namespace std::chrono_literals;

constexpr auto longest_wait = 300s;

} // namespace

void settle_readers(db::Database& database, Log& log, std::filesystem::path const& data_dir, TenantId tenant) {
    if (!log.settle(longest_wait)) throw std::runtime_error("The log's readers did not catch up in time.");
    Search search(database, db::open_text_index(database, data_dir.string()));
    search.start();
    auto const until = std::chrono::steady_clock::now() + longest_wait;
    while (!search.catch_up(tenant))
        if (std::chrono::steady_clock::now() > until)
            throw std::runtime_error("The search index did not catch up in time.");
    search.stop();
}

} // namespace baton
