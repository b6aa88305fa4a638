// One try to store a group of units in one transaction, each in a savepoint of its own.
// What the outcome means for whom is the writer's business (sqlite_writer).
#pragma once
#include "db/sqlite_session.h"
#include "db/unit_queue.h"

namespace baton::db {

struct GroupMember {
    QueuedUnit queued;
    std::exception_ptr error = {}; // of this unit alone
    bool wrote = false;
};

enum class GroupEnd {
    committed, // members with an error failed alone, all others are stored
    refused,   // nothing is stored; everyone would meet the same error
    lost,      // nothing is stored; `guilty` members caused it, the others may run again
    apart,     // nothing is stored; it cannot be told who caused it: run each alone
    unknown,   // the disk failed at commit
};

struct GroupOutcome {
    GroupEnd end = GroupEnd::committed;
    std::exception_ptr error = {};
    std::vector<std::size_t> guilty = {};
};

class SqliteGroup {
public:
    // Gives further members while the group may grow.
    using More = std::function<std::optional<QueuedUnit>()>;

    SqliteGroup(SqliteConnection& connection, IdGenerator& ids, ReferenceCache& references, Unit const& before_commit,
                std::int64_t& stored_mark)
        : connection_(connection), ids_(ids), references_(references), before_commit_(before_commit),
          stored_mark_(stored_mark) {}

    GroupOutcome run(std::vector<GroupMember>&, More const&);

private:
    GroupOutcome run_members(std::vector<GroupMember>&, More const&);
    bool run_member(GroupMember&);
    std::exception_ptr run_unit(TenantId, Unit const&);
    GroupOutcome finish(std::vector<GroupMember>&);
    std::exception_ptr run_before_commit(TenantId);
    void store_mark();
    GroupOutcome commit(bool alone);
    void abandon();

    SqliteConnection& connection_;
    IdGenerator& ids_;
    ReferenceCache& references_;
    Unit const& before_commit_;
    std::int64_t& stored_mark_; // no stored id is above it
    std::int64_t new_mark_ = 0;
};

} // namespace baton::db
