#include "event/verify.h"

#include "event/content.h"
#include "event/progress_store.h"

#include <fmt/format.h>

namespace baton {
namespace {

// One slice of the log per read transaction, which may take two seconds.
constexpr int batches_per_slice = 16;
constexpr auto longest_slice = std::chrono::milliseconds(500);

bool is(db::Blob const& stored, Hash const& expected) { return std::ranges::equal(stored, expected); }

bool is_what_was_sealed(SealedRow const& row, Bytes salt, std::string_view content) {
    return std::ranges::equal(content_hash(salt, content), row.content_hash);
}

// The salt went into the ciphertext; what does not open was changed.
bool is_encrypted_later(Tx& tx, SealedRow const& row) try {
    auto const stored = open_content(tx, *row.content);
    return is_what_was_sealed(row, stored.salt.value(), stored.text);
} catch (std::runtime_error const&) {
    return false;
}

// True while there may be more.
bool judge_slice(Tx& tx, ChainJudge& judge) {
    auto const end = std::chrono::steady_clock::now() + longest_slice;
    auto const batches = batches_after(tx, judge.last_first_seq(), batches_per_slice);
    for (auto const& batch : batches) {
        if (!judge.batch(tx, batch)) return false;
        if (std::chrono::steady_clock::now() > end) return true;
    }
    if (std::ssize(batches) == batches_per_slice) return true;
    judge.tail(tx);
    return false;
}

} // namespace

void ChainJudge::breaks(std::string what) {
    if (!result_.intact) return;
    result_.intact = false;
    result_.first_break = std::move(what);
}

void ChainJudge::breaks(Batch const& batch, std::string what) {
    breaks(fmt::format("batch {} (events {}..{}): {}", result_.batches, batch.first_seq, batch.last_seq, what));
}

bool ChainJudge::batch(Tx& tx, Batch const& batch) {
    ++result_.batches;
    if (batch.first_seq > last_seq_ + 1)
        breaks(fmt::format("events {}..{}: their batch is missing", last_seq_ + 1, batch.first_seq - 1));
    if (batch.first_seq <= last_seq_) breaks(batch, "overlaps the batch before");
    if (batch.last_seq < batch.first_seq) breaks(batch, "ends before it begins");
    leaves_.clear();
    if (result_.intact)
        visit_whole(tx, batch.first_seq, batch.last_seq, [&](SealedRow const& row) {
            if (result_.intact) event(tx, row, batch);
        });
    if (result_.intact && last_seq_ != batch.last_seq) breaks(batch, fmt::format("event {} is missing", last_seq_ + 1));
    if (result_.intact) root_and_chain(batch);
    last_first_seq_ = batch.first_seq;
    return result_.intact;
}

void ChainJudge::event(Tx& tx, SealedRow const& row, Batch const& batch) {
    ++result_.events;
    if (row.header.seq != last_seq_ + 1) return breaks(batch, fmt::format("event {} is missing", last_seq_ + 1));
    last_seq_ = row.header.seq;
    content(tx, row);
    leaves_.push_back(leaf_hash(row.header, row.content_hash));
    auto const offset = (leaves_.size() - 1) * mark_size;
    if (batch.marks.size() < offset + mark_size) return breaks(batch, "its marks do not cover its events");
    if (!std::equal(leaves_.back().begin(), leaves_.back().begin() + mark_size,
                    batch.marks.begin() + static_cast<std::ptrdiff_t>(offset)))
        breaks(batch, fmt::format("event {} changed", last_seq_));
}

void ChainJudge::content(Tx& tx, SealedRow const& row) {
    if (!row.content && !row.salt) {
        ++result_.erased;
        erased_.emplace(row.header.id, row.header.seq);
        return;
    }
    if (!row.content || row.salt.has_value() == holds_salt(*row.content))
        return breaks(fmt::format("event {}: of content and salt only one is there", row.header.seq));
    if (row.salt ? !is_what_was_sealed(row, *row.salt, *row.content) : !is_encrypted_later(tx, row))
        return breaks(fmt::format("event {}: its content changed", row.header.seq));
    if (row.header.kind == name_of(EventKind::erased)) named_erased(*row.content);
}

// Events come before the erasure that names them: it is recorded in the unit that removes the content.
void ChainJudge::named_erased(std::string_view text) {
    auto const content = read_content(text);
    auto const* ids = content.data.if_contains("events");
    if (!ids || !ids->is_array()) return;
    for (auto const& id : ids->get_array())
        if (auto const* digits = id.if_string()) erased_.erase(parse_id(*digits).value_or(0));
}

void ChainJudge::root_and_chain(Batch const& batch) {
    if (batch.marks.size() != leaves_.size() * mark_size) breaks(batch, "its marks do not cover its events");
    auto const root = merkle_root(leaves_);
    if (!is(batch.root, root)) breaks(batch, "its root does not match its events");
    chain_ = chain_hash(chain_, {batch.first_seq, batch.last_seq, root, batch.sealed_at.us});
    if (!is(batch.chain, chain_)) breaks(batch, "it is not chained to the batch before");
}

void ChainJudge::tail(Tx& tx) {
    if (auto const last = ::baton::last_seq(tx); last > last_seq_)
        breaks(fmt::format("events {}..{}: numbered, but in no batch", last_seq_ + 1, last));
    if (auto const cursor = farthest_cursor(tx); cursor && cursor->seq > last_seq_)
        breaks(fmt::format("the log ends at event {}, but reader {} has seen event {}", last_seq_, cursor->reader,
                           cursor->seq));
    for (auto const& content : unnumbered_erasures(tx)) named_erased(content);
    if (!erased_.empty()) {
        auto const first = std::ranges::min_element(erased_, {}, [](auto const& entry) { return entry.second; });
        breaks(fmt::format("event {}: its content is missing and no erasure names it", first->second));
    }
    result_.unnumbered = unnumbered_events(tx);
}

Verification verify_chain(db::Database& database, TenantId tenant) {
    ChainJudge judge;
    while (db::look(database, tenant, [&](Tx& tx) { return judge_slice(tx, judge); })) {}
    return judge.result();
}

} // namespace baton
