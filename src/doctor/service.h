// What the database says about itself, over all tenants. Throws what the database throws.
#pragma once
#include "db/database.h"
#include "doctor/doctor.h"

namespace baton {

struct DatabaseFacts {
    std::vector<LogFact> logs;
    std::vector<ReaderFact> readers; // each once, its lag over all tenants
    std::vector<RotationFact> rotations;
};
DatabaseFacts facts_of(db::Database&);

} // namespace baton
