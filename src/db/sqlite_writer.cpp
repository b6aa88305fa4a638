#include "db/sqlite_writer.h"

#include "db/error_kind.h"

#include <algorithm>
#include <spdlog/spdlog.h>

namespace baton::db {
namespace {

constexpr auto patience = std::chrono::milliseconds(60'000);
constexpr auto patience_in_trouble = std::chrono::milliseconds(1'000);

constexpr auto in_doubt = "the disk failed; the database is being verified";

std::exception_ptr outcome_unknown(std::exception_ptr const& error) {
    try {
        std::rethrow_exception(error);
    } catch (std::exception const& e) {
        return std::make_exception_ptr(OutcomeUnknown(std::string("the disk failed at commit: ") + e.what()));
    }
}

std::optional<QueuedUnit> no_more() { return std::nullopt; }

} // namespace

SqliteWriter::SqliteWriter(std::string file, std::unique_ptr<SqliteConnection> connection, SqliteGate& gate,
                           IdGenerator& ids, ReferenceCache& references, std::int64_t stored_mark,
                           std::size_t max_queued)
    : file_(std::move(file)), connection_(std::move(connection)), gate_(gate), ids_(ids), references_(references),
      stored_mark_(stored_mark), queue_(max_queued), thread_([this] { work(); }) {}

SqliteWriter::~SqliteWriter() {
    queue_.close();
    thread_.join();
}

void SqliteWriter::write(QueuedUnit unit) {
    auto const trouble = health_.reason();
    if (trouble.empty()) queue_.put(std::move(unit));
    else unit.answer(std::make_exception_ptr(Unavailable(trouble)));
}

void SqliteWriter::work() {
    watch();
    while (!queue_.is_over()) {
        if (!connection_) recover();
        auto first = queue_.take(connection_ ? patience : patience_in_trouble);
        if (!first) continue;
        Members members;
        members.push_back({std::move(*first)});
        // Only what waits already: what arrives meanwhile is the next group, so that its callers are served while this
        // one's are being answered, instead of everybody waiting for the same commit in turns.
        auto const more = [this, left = queue_.size()]() mutable {
            if (left == 0) return no_more();
            --left;
            return queue_.take_now();
        };
        settle(std::move(members), more, 0);
    }
}

void SqliteWriter::settle(Members members, SqliteGroup::More const& more, int lost_before) {
    if (!connection_) return answer(members, std::make_exception_ptr(Unavailable(health_.reason())));
    gate_.enter();
    auto const outcome = SqliteGroup(*connection_, ids_, references_, before_commit_, stored_mark_).run(members, more);
    gate_.leave();
    switch (outcome.end) {
    case GroupEnd::committed:
        answer(members, nullptr);
        if (after_commit_) after_commit_();
        return;
    case GroupEnd::refused:
        for (auto& member : members) member.error = outcome.error;
        answer(members, outcome.error);
        break;
    case GroupEnd::lost:
        return settle_without_guilty(std::move(members), outcome, lost_before);
    case GroupEnd::apart:
        return settle_each_alone(std::move(members));
    case GroupEnd::unknown:
        health_.bad(in_doubt);
        answer(members, outcome_unknown(outcome.error));
        break;
    }
    if (is_error<DiskFailed>(outcome.error)) recover();
}

void SqliteWriter::settle_each_alone(Members members) {
    for (auto& member : members) {
        Members alone;
        alone.push_back({std::move(member.queued)});
        settle(std::move(alone), no_more, 0);
    }
}

void SqliteWriter::settle_without_guilty(Members members, GroupOutcome const& outcome, int lost_before) {
    Members guilty, others;
    for (std::size_t i = 0; i < members.size(); ++i) {
        bool const is_guilty = std::ranges::count(outcome.guilty, i) > 0;
        (is_guilty ? guilty : others).push_back({std::move(members[i].queued)});
    }
    answer(guilty, outcome.error);
    if (is_error<DiskFailed>(outcome.error)) recover();
    if (others.empty()) return;
    // A second loss means more than one troublemaker: trying the rest as a group could go on for long.
    if (lost_before == 0) settle(std::move(others), no_more, 1);
    else settle_each_alone(std::move(others));
}

void SqliteWriter::answer(Members& members, std::exception_ptr error_of_others) {
    for (auto& member : members) member.queued.answer(member.error ? member.error : error_of_others);
}

// Has SQLite tell how long the log is and which tables change.
void SqliteWriter::watch() {
    auto const after_commit = [](void* to, sqlite3*, char const*, int pages) {
        static_cast<SqliteGate*>(to)->set_log_pages(pages);
        return SQLITE_OK;
    };
    auto const at_change = [](void* to, int, char const*, char const* table, sqlite3_int64) {
        static_cast<ReferenceCache*>(to)->note_change(table);
    };
    sqlite3_wal_hook(connection_->get(), after_commit, &gate_);
    sqlite3_update_hook(connection_->get(), at_change, &references_);
}

void SqliteWriter::recover() {
    health_.bad(in_doubt);
    connection_.reset();
    try {
        verify();
        health_.good();
        spdlog::warn("database: the disk failed, the file was verified and is written again");
    } catch (DbError const& error) {
        connection_.reset();
        health_.bad(std::string("the disk failed and the database could not be verified: ") + error.what());
        spdlog::error("database: {}", health_.reason());
    }
}

// After a failed flush the kernel may hold pages of the log for written that the disk never got. Later
// commits must not stand on them, so everything goes into the main file and the log starts empty.
void SqliteWriter::verify() {
    connection_ = std::make_unique<SqliteConnection>(file_, SqliteConnection::Access::write);
    int const code =
        sqlite3_wal_checkpoint_v2(connection_->get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK) throw_sqlite_error(connection_->get(), code, "emptying the log");
    watch();
    SqliteSession session(*connection_, ids_);
    session.query("pragma quick_check(1)", {}, [](Row const& row) {
        if (row.bytes(0) != "ok") throw DiskFailed("quick_check: " + std::string(row.bytes(0)));
    });
}

} // namespace baton::db
