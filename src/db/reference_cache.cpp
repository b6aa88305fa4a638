#include "db/reference_cache.h"

#include <mutex>

namespace baton::db {
namespace {

// Keys may hold what strangers send; a full cache starts over.
constexpr std::size_t most_entries = 4096;

} // namespace

std::shared_ptr<void const> ReferenceCache::find(std::string const& key, std::uint64_t generation) const {
    std::shared_lock const lock(mutex_);
    auto const found = entries_.find(key);
    if (found == entries_.end() || found->second.generation != generation) return nullptr;
    return found->second.value;
}

void ReferenceCache::keep(std::string key, std::uint64_t generation, std::shared_ptr<void const> value) {
    std::unordered_map<std::string, Entry> old; // destroyed outside the lock
    std::unique_lock const lock(mutex_);
    if (generation != generation_) return;
    if (entries_.size() >= most_entries) entries_.swap(old);
    entries_.insert_or_assign(std::move(key), Entry{generation, std::move(value)});
}

void ReferenceCache::end_transaction() {
    if (!changed_) return;
    changed_ = false;
    ++generation_;
}

} // namespace baton::db
