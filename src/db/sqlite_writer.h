// The one thread that writes to SQLite: takes what is queued, stores it in groups, answers each unit
// after its commit, and brings the connection back after the disk failed.
#pragma once
#include "db/health_report.h"
#include "db/sqlite_gate.h"
#include "db/sqlite_group.h"
#include <thread>

namespace baton::db {

class SqliteWriter {
public:
    SqliteWriter(std::string file, std::unique_ptr<SqliteConnection>, SqliteGate&, IdGenerator&, ReferenceCache&,
                 std::int64_t stored_mark, std::size_t max_queued);
    ~SqliteWriter(); // stores what is queued, then stops

    void before_commit(Unit unit) { before_commit_ = std::move(unit); }
    void after_commit(std::function<void()> f) { after_commit_ = std::move(f); }
    void write(QueuedUnit);
    std::size_t queued() const { return queue_.size(); }
    std::string trouble() const { return health_.reason(); }

private:
    using Members = std::vector<GroupMember>;

    void work();
    void settle(Members, SqliteGroup::More const&, int lost_before);
    void settle_each_alone(Members);
    void settle_without_guilty(Members, GroupOutcome const&, int lost_before);
    void answer(Members&, std::exception_ptr error_of_others);
    void watch();
    void recover();
    void verify();

    std::string const file_;
    std::unique_ptr<SqliteConnection> connection_; // null while the disk is not to be trusted
    SqliteGate& gate_;
    IdGenerator& ids_;
    ReferenceCache& references_;
    std::int64_t stored_mark_;
    UnitQueue queue_;
    HealthReport health_;
    Unit before_commit_;
    std::function<void()> after_commit_;
    std::thread thread_;
};

} // namespace baton::db
