#include "search/indexer.h"

#include "event/backoff.h"
#include "event/progress_store.h"
#include "search/document.h"
#include "ticket/service.h"

#include <set>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

constexpr int events_at_once = 200, tickets_at_once = 100;
constexpr auto looked_at_least = std::chrono::seconds(1); // often, also with nothing new: the file may be made anew

TicketFilter named(std::set<TicketId> const& ids) {
    TicketFilter filter;
    filter.ids.emplace(ids.begin(), ids.end());
    filter.limit = int(ids.size());
    return filter;
}

TicketFilter beyond(std::int64_t after) {
    TicketFilter filter;
    filter.order = TicketOrder::oldest;
    filter.after = TicketCursor{0, TicketId{after}};
    filter.limit = tickets_at_once;
    return filter;
}

std::vector<db::IndexedText> read_documents(Tx& tx, TicketFilter const& filter) {
    return documents_of(tx, tickets_matching(tx, Actor::system(tx.tenant()), filter));
}

// The customer whose tickets are found by other words after this event.
std::optional<std::int64_t> customer_in(Tx& tx, EventMark const& mark) {
    using enum EventKind;
    if (mark.ticket_id) return std::nullopt;
    if (mark.kind != customer_changed && mark.kind != merged && mark.kind != unmerged && mark.kind != erased)
        return std::nullopt;
    auto const event = find_event(tx, mark.id);
    if (!event || !event->content) return std::nullopt; // erased since: another event tells that
    auto const* const id = event->content->data.if_contains("customer_id");
    return id && id->is_string() ? parse_id(id->get_string()) : std::nullopt;
}

struct Slice {
    std::vector<EventMark> marks;
    std::set<TicketId> tickets, erased;
    std::map<std::int64_t, bool> customers; // and whether they were erased
};

Slice read_slice(Tx& tx, std::int64_t after) {
    Slice slice{marks_after(tx, after, events_at_once), {}, {}};
    for (auto const& mark : slice.marks) {
        bool const is_erasure = mark.kind == EventKind::erased;
        if (mark.ticket_id) slice.tickets.insert(*mark.ticket_id);
        if (mark.ticket_id && is_erasure) slice.erased.insert(*mark.ticket_id);
        if (auto const customer = customer_in(tx, mark)) slice.customers[*customer] |= is_erasure;
    }
    return slice;
}

} // namespace

Rounds::Left Indexer::round() {
    auto left = Rounds::Left::nothing;
    for (auto const& [tenant, head] : all_heads(database_))
        if (advance(tenant, head) == Rounds::Left::more) left = Rounds::Left::more;
    // To its end: what is stored meanwhile would make it begin again.
    while (left == Rounds::Left::nothing && !is_stopping_ && index_->forget_some()) {}
    return left;
}

Rounds::Left Indexer::advance(TenantId tenant, std::int64_t head) {
    {
        std::lock_guard const lock(mutex_);
        auto const& known = progress_[tenant];
        if (known.not_before > Clock::now()) return Rounds::Left::nothing;
        bool const is_done = known.is_checked && !known.is_walking && known.reached >= head;
        if (is_done && known.looked_at + looked_at_least > Clock::now()) return Rounds::Left::nothing;
    }
    try {
        auto const place = step(tenant, head);
        note(tenant, head, place);
        return place.walked_to || place.seq < head ? Rounds::Left::more : Rounds::Left::nothing;
    } catch (std::exception const& error) {
        return note_failure(tenant, head, error.what());
    }
}

db::IndexPlace Indexer::step(TenantId tenant, std::int64_t head) {
    auto place = index_->place(tenant);
    if (place && !is_of_this_log(tenant, *place, head)) {
        spdlog::warn("the search index is not of this data (tenant {}, event {} of {}): made anew", tenant.value,
                     place->seq, head);
        index_->clear(tenant);
        place.reset();
    }
    if (!place) return begin(tenant, head);
    if (place->walked_to) return walk(tenant, *place);
    return place->seq < head ? follow(tenant, *place, head) : *place;
}

// Not when the data were put back to an earlier state, as from a backup.
bool Indexer::is_of_this_log(TenantId tenant, db::IndexPlace const& place, std::int64_t head) {
    {
        std::lock_guard const lock(mutex_);
        if (std::exchange(progress_[tenant].is_checked, true)) return true;
    }
    if (place.seq > head) return false;
    if (place.event_id == 0) return true;
    auto const mark = db::look(database_, tenant, [&](Tx& tx) { return marks_after(tx, place.seq - 1, 1); });
    return mark.empty() || mark.front().seq != place.seq || mark.front().id.value == place.event_id;
}

db::IndexPlace Indexer::begin(TenantId tenant, std::int64_t head) {
    return store(tenant, {.from = {}, .to = {.seq = head, .event_id = 0, .walked_to = 0}, .texts = {}, .gone = {}});
}

db::IndexPlace Indexer::walk(TenantId tenant, db::IndexPlace const& place) {
    db::IndexChange change{.from = place, .to = place, .texts = {}, .gone = {}};
    change.texts = db::look(database_, tenant, [&](Tx& tx) { return read_documents(tx, beyond(*place.walked_to)); });
    if (std::ssize(change.texts) < tickets_at_once) change.to.walked_to.reset();
    else change.to.walked_to = change.texts.back().id;
    return store(tenant, change);
}

db::IndexPlace Indexer::follow(TenantId tenant, db::IndexPlace const& place, std::int64_t head) {
    auto const slice = db::look(database_, tenant, [&](Tx& tx) { return read_slice(tx, place.seq); });
    for (auto const& [customer, is_erased] : slice.customers) index_tickets_of(tenant, place, customer, is_erased);
    db::IndexChange change{.from = place, .to = {.seq = head, .event_id = 0, .walked_to = {}}, .texts = {}, .gone = {}};
    if (!slice.marks.empty()) { // else retention has removed them
        change.to.seq = slice.marks.back().seq;
        change.to.event_id = slice.marks.back().id.value;
    }
    if (!slice.tickets.empty())
        change.texts = db::look(database_, tenant, [&](Tx& tx) { return read_documents(tx, named(slice.tickets)); });
    std::set<std::int64_t> there;
    for (auto& text : change.texts) {
        there.insert(text.id);
        text.forgets |= slice.erased.contains(TicketId{text.id});
    }
    for (auto const ticket : slice.tickets)
        if (!there.contains(ticket.value)) change.gone.push_back(ticket.value);
    return store(tenant, change);
}

// In slices of their own, before the place moves past the event: what is cut off is done again.
void Indexer::index_tickets_of(TenantId tenant, db::IndexPlace const& place, std::int64_t customer, bool is_erased) {
    auto filter = beyond(0);
    filter.requester = CustomerId{customer};
    for (std::size_t met = tickets_at_once; met == tickets_at_once;) {
        db::IndexChange change{.from = place, .to = place, .texts = {}, .gone = {}};
        change.texts = db::look(database_, tenant, [&](Tx& tx) { return read_documents(tx, filter); });
        met = change.texts.size();
        for (auto& text : change.texts) text.forgets |= is_erased;
        if (met > 0) {
            filter.after->id = TicketId{change.texts.back().id};
            store(tenant, change);
        }
    }
}

// Where the index stands then: elsewhere when another node was faster.
db::IndexPlace Indexer::store(TenantId tenant, db::IndexChange const& change) {
    if (index_->put(tenant, change)) return change.to;
    auto const place = index_->place(tenant);
    return place ? *place : db::IndexPlace{.seq = 0, .event_id = 0, .walked_to = 0};
}

void Indexer::note(TenantId tenant, std::int64_t head, db::IndexPlace const& place) {
    {
        std::lock_guard const lock(mutex_);
        auto& progress = progress_[tenant];
        progress = {.reached = place.seq,
                    .head = std::max(head, place.seq),
                    .is_walking = place.walked_to.has_value(),
                    .is_checked = progress.is_checked,
                    .failures = 0,
                    .not_before = {},
                    .looked_at = Clock::now(),
                    .error = {}};
    }
    moved_.notify_all();
}

Rounds::Left Indexer::note_failure(TenantId tenant, std::int64_t head, std::string const& error) {
    std::lock_guard const lock(mutex_);
    auto& progress = progress_[tenant];
    progress.head = std::max(progress.head, head);
    progress.is_checked = false; // perhaps the file was made anew
    progress.error = error;
    progress.not_before = Clock::now() + backoff(++progress.failures);
    spdlog::error("the search index failed {} times in tenant {}: {}", progress.failures, tenant.value, error);
    return Rounds::Left::nothing;
}

bool Indexer::wait_for(TenantId tenant, std::int64_t seq, Clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    ++waiting_;
    asked_.notify_all();
    bool const has_seen = moved_.wait_until(lock, deadline, [&] {
        auto const& progress = progress_[tenant];
        return seq == 0 || (!progress.is_walking && progress.reached >= seq);
    });
    --waiting_;
    return has_seen;
}

void Indexer::rest(Clock::time_point until) {
    std::unique_lock lock(mutex_);
    asked_.wait_until(lock, until, [&] { return waiting_ > 0; });
}

ReaderStatus Indexer::status() const {
    ReaderStatus status{.reader = std::string(name)};
    std::lock_guard const lock(mutex_);
    for (auto const& [tenant, progress] : progress_) {
        status.lag += progress.head - progress.reached;
        if (progress.is_walking && progress.head > 0) ++status.lag;
        if (!progress.error.empty()) status.error = progress.error;
    }
    return status;
}

} // namespace baton
