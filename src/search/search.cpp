#include "search/search.h"

#include "search/document.h"
#include "ticket/service.h"

#include <spdlog/spdlog.h>

namespace baton {

using namespace std::chrono_literals;

namespace {

constexpr auto longest_wait = 1s, longest_end = 2s;
constexpr int compared_at_once = 500, texts_at_once = 100;

// Who writes goes first: while nobody asks, each round is followed by a rest of so many times its length. A lower
// priority would not do: whoever waits for a lock of this thread would wait for all the others.
constexpr int rest_for_work = 4;
constexpr auto longest_rest = 200ms;

std::vector<std::int64_t> ticket_ids(Tx& tx, std::int64_t after) {
    TicketFilter filter;
    filter.order = TicketOrder::oldest;
    filter.after = TicketCursor{0, TicketId{after}};
    filter.limit = compared_at_once;
    std::vector<std::int64_t> ids;
    for (auto const& ticket : tickets_matching(tx, Actor::system(tx.tenant()), filter)) ids.push_back(ticket.id.value);
    return ids;
}

// One list of ids, read page by page.
class Ids {
public:
    using Read = std::function<std::vector<std::int64_t>(std::int64_t after)>;
    explicit Ids(Read read) : read_(std::move(read)) { next(); }
    std::optional<std::int64_t> current() const { return current_; }
    void next() {
        if (at_ == page_.size()) {
            page_ = read_(current_.value_or(0));
            at_ = 0;
        }
        current_ = at_ < page_.size() ? std::optional(page_[at_++]) : std::nullopt;
    }

private:
    Read read_;
    std::vector<std::int64_t> page_;
    std::size_t at_ = 0;
    std::optional<std::int64_t> current_;
};

} // namespace

Search::Search(db::Database& database, std::unique_ptr<db::TextIndex> index)
    : database_(database), index_(std::move(index)), indexer_(database, index_.get()),
      rounds_("indexing for search", {.shortest = 50ms, .longest = 1000ms, .gap = 20ms}, [this] { return round(); }) {}

Search::~Search() { stop(); }

void Search::start() {
    if (!is_running_.exchange(true)) rounds_.start();
}

Rounds::Left Search::round() {
    auto const begin = Indexer::Clock::now();
    auto const left = indexer_.round();
    auto const end = Indexer::Clock::now();
    indexer_.rest(end + std::min<Indexer::Clock::duration>((end - begin) * rest_for_work, longest_rest));
    return left;
}

void Search::stop() {
    if (!is_running_.exchange(false)) return;
    indexer_.stop_forgetting();
    rounds_.stop();
    auto const until = Indexer::Clock::now() + longest_end;
    auto const in_time = [&] { return Indexer::Clock::now() < until; };
    try {
        while (indexer_.round() == Rounds::Left::more && in_time()) {}
        while (in_time() && index_->forget_some()) {}
    } catch (std::exception const& error) {
        spdlog::warn("the search index is not up to date and goes on at the next start: {}", error.what());
    }
}

void Search::wake() {
    if (is_running_) rounds_.wake();
}

// The last number, once nothing that was there at the beginning is without one.
std::optional<std::int64_t> Search::head_to_wait_for(TenantId tenant, Indexer::Clock::time_point deadline) {
    auto const look = [&] { return db::look(database_, tenant, log_head); };
    auto head = look();
    auto const newest = head.greatest_unnumbered;
    while (newest && head.least_unnumbered && *head.least_unnumbered <= *newest) {
        if (Indexer::Clock::now() >= deadline) return std::nullopt;
        std::this_thread::sleep_for(3ms);
        head = look();
    }
    return head.seq;
}

bool Search::catch_up(TenantId tenant) {
    auto const deadline = Indexer::Clock::now() + longest_wait;
    auto const head = head_to_wait_for(tenant, deadline);
    if (!head) return false;
    if (indexer_.wait_for(tenant, *head, Indexer::Clock::now())) return true;
    wake();
    return indexer_.wait_for(tenant, *head, deadline);
}

IndexComparison compare_index(db::Database& database, db::TextIndex& index, TenantId tenant) {
    Ids rows([&](auto after) { return db::look(database, tenant, [&](Tx& tx) { return ticket_ids(tx, after); }); });
    Ids indexed([&](auto after) { return index.ids(tenant, after, compared_at_once); });
    IndexComparison found;
    while (rows.current() || indexed.current()) {
        auto const row = rows.current(), text = indexed.current();
        if (row && (!text || *row < *text)) {
            if (found.missing++ == 0) found.first_missing = row;
        } else if (!row || *text < *row) {
            if (found.surplus++ == 0) found.first_surplus = text;
        }
        if (row && (!text || *row <= *text)) {
            ++found.tickets;
            rows.next();
        }
        if (text && (!row || *text <= *row)) indexed.next();
    }
    return found;
}

namespace {

constexpr int most_looks = 5;

// The index's and the database's view of some tickets: whether they say the same now.
std::vector<std::int64_t> stale_now(db::Database& database, db::TextIndex& index, TenantId tenant,
                                    TicketFilter const& filter, std::int64_t& last) {
    auto const texts = db::look(database, tenant, [&](Tx& tx) {
        return documents_of(tx, tickets_matching(tx, Actor::system(tenant), filter));
    });
    last = std::ssize(texts) < filter.limit ? 0 : texts.back().id;
    return index.differing(tenant, texts);
}

std::vector<std::int64_t> stale_after_looks(db::Database& database, Search& search, TenantId tenant,
                                            std::vector<std::int64_t> stale) {
    for (int looks = 0; looks < most_looks && !stale.empty(); ++looks) {
        search.catch_up(tenant);
        TicketFilter filter;
        filter.ids.emplace();
        for (auto const id : stale) filter.ids->push_back(TicketId{id});
        filter.limit = int(stale.size());
        std::int64_t last = 0;
        stale = stale_now(database, search.index(), tenant, filter, last);
    }
    return stale;
}

bool is_surplus(db::Database& database, Search& search, TenantId tenant) {
    search.catch_up(tenant);
    auto const found = compare_index(database, search.index(), tenant);
    return found.missing + found.surplus > 0;
}

} // namespace

IndexComparison compare_index(db::Database& database, Search& search, TenantId tenant) {
    for (int looks = 0; looks < most_looks && is_surplus(database, search, tenant); ++looks) {}
    auto found = compare_index(database, search.index(), tenant);
    TicketFilter filter;
    filter.order = TicketOrder::oldest;
    filter.limit = texts_at_once;
    for (std::int64_t last = 0;;) {
        filter.after = TicketCursor{0, TicketId{last}};
        auto const stale =
            stale_after_looks(database, search, tenant, stale_now(database, search.index(), tenant, filter, last));
        if (!stale.empty() && found.stale == 0) found.first_stale = stale.front();
        found.stale += std::ssize(stale);
        if (last == 0) return found;
    }
}

} // namespace baton
