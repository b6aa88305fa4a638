// What was read of reference tables — types, statuses, people: read with every request, changed now and then — kept in
// memory until a commit changes one of them. Works only where this process alone writes (SQLite). Thread-safe but for
// the three functions of the writer.
#pragma once
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace baton::db {

class ReferenceCache {
public:
    // Changes of other tables go unnoticed: what depends on them must not be kept.
    explicit ReferenceCache(std::vector<std::string> const& tables) : tables_(tables.begin(), tables.end()) {}

    // Goes up with every commit that changed a reference table, before the commit is answered.
    std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }
    bool covers(std::string_view table) const { return tables_.contains(table); }

    // Null when there is none of this generation.
    std::shared_ptr<void const> find(std::string const& key, std::uint64_t generation) const;
    void keep(std::string key, std::uint64_t generation, std::shared_ptr<void const>);

    // The writer's thread: a row changed; the transaction ended; whether it changed reference tables so far.
    void note_change(std::string_view table) { changed_ = changed_ || covers(table); }
    void end_transaction();
    bool changed() const { return changed_; }

private:
    struct Entry {
        std::uint64_t generation;
        std::shared_ptr<void const> value;
    };

    std::set<std::string, std::less<>> const tables_;
    std::atomic<std::uint64_t> generation_ = 1;
    bool changed_ = false;
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, Entry> entries_;
};

// What one unit of work may use of the cache: what was current when it began, and nothing once its transaction has
// changed a reference table itself.
class ReferenceView {
public:
    // A reader's; to be made before its snapshot.
    explicit ReferenceView(ReferenceCache& cache) : cache_(&cache), generation_(cache.generation()) {}
    static ReferenceView of_writer(ReferenceCache& cache) {
        ReferenceView view(cache);
        view.writes_ = true;
        return view;
    }

    bool covers(std::initializer_list<std::string_view> tables) const {
        return std::ranges::all_of(tables, [&](auto const table) { return cache_->covers(table); });
    }
    std::shared_ptr<void const> find(std::string const& key) const {
        return usable() ? cache_->find(key, generation_) : nullptr;
    }
    void keep(std::string key, std::shared_ptr<void const> value) {
        if (usable()) cache_->keep(std::move(key), generation_, std::move(value));
    }

private:
    bool usable() const { return !writes_ || !cache_->changed(); }

    ReferenceCache* cache_;
    std::uint64_t generation_;
    bool writes_ = false;
};

} // namespace baton::db
