// What is asked of an upgrade, and what its rehearsal found (docs/adr/0019-upgrades.md). Values, and checks that run
// inside the transaction of the migrations, on a copy first and then on the database itself. One thread.
#pragma once
#include "db/past.h"

#include <chrono>
#include <map>

namespace baton::db {

// off: at the operator's word, where there is no room or no right for a copy. Then no old file is kept either.
enum class Rehearsal { on, off };

struct UpgradeRules {
    Rehearsal rehearsal = Rehearsal::on;
    std::vector<std::string> keep_rows = {};     // tables no migration may take rows from
    std::function<void(Tx&)> works = [](Tx&) {}; // throws what the program cannot work with
};

using RowCounts = std::map<std::string, std::int64_t>; // by table, of all tenants
// Of these tables, those that are there; of all tables but the search index when none are named.
RowCounts count_rows(Session&, std::vector<std::string> const& tables = {});

// After the migrations, before their commit. Throws DbError with a sentence: a table lost rows, a reference points
// nowhere, or the program cannot work with the schema.
void check_migrated(Session&, RowCounts const& before, RowCounts const& after, UpgradeRules const&);

struct RehearsalReport {
    std::vector<std::string> migrations; // that were tried; none: the database is of this program
    std::int64_t bytes = 0;              // of the copy
    double copy_s = 0, migrate_s = 0, check_s = 0;
    RowCounts before, after;
};
// As lines for the operator.
std::string told(RehearsalReport const&);

// Seconds from one lap to the next.
class Stopwatch {
public:
    double lap() {
        auto const begin = std::exchange(begin_, std::chrono::steady_clock::now());
        return std::chrono::duration<double>(begin_ - begin).count();
    }

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

// As open() of db/database.h and db/past.h, which go by the rules of an UpgradeRules{}.
std::unique_ptr<Database> open(Options const&, UpgradeRules const&, Ids = Ids::of_now);
std::unique_ptr<Database> open(Options const&, std::span<Migration const>, UpgradeRules const&);

// Tries the pending migrations on a copy and takes the copy away again; the database may be in use meanwhile. Throws
// DbError with a sentence that names the migration that failed.
RehearsalReport rehearse_upgrade(Options const&, UpgradeRules const&, std::span<Migration const>);
RehearsalReport rehearse_upgrade(Options const&, UpgradeRules const&);

} // namespace baton::db
