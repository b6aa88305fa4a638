// What has to be done now and then and that nobody waits for: forgets expired replays, uploads
// that nothing used, sessions that are over. A thread of its own.
#pragma once
#include "attachment/files.h"
#include "db/database.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace baton {

class Housekeeping {
public:
    Housekeeping(db::Database&, FileStore);
    ~Housekeeping(); // stops

private:
    void work();
    void sweep(Timestamp now);
    void sweep_rows(TenantId, Timestamp now);
    void sweep_files(TenantId);

    db::Database& database_;
    FileStore files_;
    Timestamp next_file_sweep_{}; // on the thread of its own only
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace baton
