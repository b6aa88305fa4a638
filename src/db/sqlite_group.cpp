#include "db/sqlite_group.h"

#include "db/error_kind.h"
#include "db/node_ids.h"

#include <set>

namespace baton::db {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_members = 256;
constexpr auto longest_group = std::chrono::milliseconds(5);

void run_statement(SqliteConnection& connection, std::string_view sql) {
    SqliteConnection::Statement statement(connection, sql);
    while (statement.step()) {}
}

} // namespace

GroupOutcome SqliteGroup::run(std::vector<GroupMember>& members, More const& more) {
    try {
        run_statement(connection_, "begin immediate");
    } catch (DbError const&) {
        abandon();
        return {GroupEnd::refused, std::current_exception()};
    }
    auto outcome = run_members(members, more);
    references_.end_transaction(); // also when it was lost: reading again is never wrong
    if (outcome.end == GroupEnd::committed) stored_mark_ = new_mark_;
    else if (outcome.end != GroupEnd::unknown) abandon();
    return outcome;
}

GroupOutcome SqliteGroup::run_members(std::vector<GroupMember>& members, More const& more) {
    auto const ends = Clock::now() + longest_group;
    for (std::size_t i = 0;; ++i) {
        if (i == members.size()) {
            auto next = i < most_members && Clock::now() < ends ? more() : std::nullopt;
            if (!next) break;
            members.push_back({std::move(*next)});
        }
        if (run_member(members[i])) continue;
        // The last straw need not be the unit that filled the disk.
        if (is_error<DiskFull>(members[i].error) && members.size() > 1) return {GroupEnd::apart};
        return {GroupEnd::lost, members[i].error, {i}};
    }
    return finish(members);
}

// False when the unit took the whole transaction with it.
bool SqliteGroup::run_member(GroupMember& member) {
    auto const before = connection_.total_changes();
    member.error = run_unit(member.queued.tenant, member.queued.unit);
    member.wrote = !member.error && connection_.total_changes() != before;
    return connection_.in_transaction();
}

std::exception_ptr SqliteGroup::run_unit(TenantId tenant, Unit const& unit) {
    SqliteSession session(connection_, ids_, ReferenceView::of_writer(references_));
    std::exception_ptr error;
    try {
        run_statement(connection_, "savepoint unit");
        Tx tx(session, tenant);
        unit(tx);
        error = session.failure();
        if (!error) run_statement(connection_, "release unit");
    } catch (...) {
        error = std::current_exception();
    }
    if (!error || !connection_.in_transaction()) return error;
    try {
        run_statement(connection_, "rollback to unit");
        run_statement(connection_, "release unit");
    } catch (DbError const&) {
        abandon(); // what cannot be undone alone is undone with the group
    }
    return error;
}

GroupOutcome SqliteGroup::finish(std::vector<GroupMember>& members) {
    std::set<TenantId> written;
    for (auto const& member : members)
        if (member.wrote) written.insert(member.queued.tenant);
    for (TenantId const tenant : written) {
        auto const error = run_before_commit(tenant);
        if (!error) continue;
        if (is_error<DiskFull>(error) && members.size() > 1) return {GroupEnd::apart};
        GroupOutcome lost{GroupEnd::lost, error};
        for (std::size_t i = 0; i < members.size(); ++i)
            if (members[i].queued.tenant == tenant && members[i].wrote) lost.guilty.push_back(i);
        return lost;
    }
    return commit(members.size() == 1);
}

std::exception_ptr SqliteGroup::run_before_commit(TenantId tenant) {
    if (!before_commit_) return nullptr;
    SqliteSession session(connection_, ids_);
    try {
        Tx tx(session, tenant);
        before_commit_(tx);
        return session.failure();
    } catch (...) {
        return std::current_exception();
    }
}

// Ids and the mark above them are stored together, so no restart can meet an id again.
void SqliteGroup::store_mark() {
    new_mark_ = stored_mark_;
    if (ids_.high_water() <= stored_mark_) return;
    new_mark_ = ids_.high_water() + ids_of_one_second;
    SqliteSession session(connection_, ids_);
    Param const mark{.integer = new_mark_};
    session.exec("update nodes set high_water = $1 where node_id = 0", {&mark, 1});
}

GroupOutcome SqliteGroup::commit(bool alone) {
    try {
        store_mark();
    } catch (DbError const&) {
        if (alone) return {GroupEnd::refused, std::current_exception()};
        return {GroupEnd::apart};
    }
    try {
        run_statement(connection_, "commit");
        return {};
    } catch (DiskFailed const&) {
        return {GroupEnd::unknown, std::current_exception()};
    } catch (DbError const&) { // full disk, or a deferred constraint of one of them
        if (alone) return {GroupEnd::refused, std::current_exception()};
        return {GroupEnd::apart};
    }
}

void SqliteGroup::abandon() {
    if (!connection_.in_transaction()) return;
    sqlite3_exec(connection_.get(), "rollback", nullptr, nullptr, nullptr); // there is nothing to do about its error
}

} // namespace baton::db
