// Gathers what the doctor judges (doctor/doctor.h): from the operating system, the database and the running server.
// Thread-safe. A check that cannot be made is a failure with its cause, and stops no other.
#pragma once
#include "app/app.h"
#include "db/statement_times.h"
#include "doctor/doctor.h"
#include "event/log.h"

namespace baton {

// Where an installation is, and what in it is running; what is null does not run here.
struct Patient {
    AppOptions options;
    db::Database* database = nullptr;
    db::StatementTimes const* times = nullptr;
    Log const* log = nullptr;
    Search const* search = nullptr;
};
// Units of work that may wait; of the options every database is opened with.
inline std::int64_t const most_queued = std::int64_t(db::Options().max_queued);
Diagnosis examine(Patient const&, Limits const&, Timestamp now);

std::vector<DiskFact> disks_of(AppOptions const&);

} // namespace baton
