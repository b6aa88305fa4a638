// Who is connected to this process. Tells the database when someone's first connection comes, some time after his last
// one went, and now and then that they are still there. Not thread-safe: used on the live feed's thread. What it writes
// is not waited for; a write that fails is made good by the next renewal or by the end of the lease.
#pragma once
#include "db/database.h"
#include "presence/presence.h"

namespace baton {

class Connections {
public:
    explicit Connections(db::Database&);
    void joined(TenantId, UserId, Timestamp now);
    void left(TenantId, UserId, Timestamp now);
    // To be called about once a second.
    void tick(Timestamp now);

private:
    struct Person {
        int connections = 0;
        Timestamp left_at{};
    };
    void end_those_who_left(Timestamp now);
    void renew(Timestamp now);
    void end_overdue(TenantId, Timestamp now);
    void write(TenantId, db::Unit);

    db::Database& database_;
    std::string const holder_;
    std::map<std::pair<TenantId, UserId>, Person> people_;
    Timestamp renewed_at_{};
};

} // namespace baton
