// The demo company: sets it up in an installation that holds nothing yet, and plays its last 90 days. The same seed and
// the same moment give the same company, ids and all; salts, hashes and keys differ, as they must.
#pragma once
#include "db/database.h"
#include "demo/story.h"

namespace baton::demo {

struct DemoOrder {
    StoryOptions story;
    std::string password; // of the logins that are told
};

struct ToldLogin {
    std::string login, name, department, shown_as;
};

struct DemoReport {
    std::size_t tickets = 0, customers = 0, people = 0, departments = 0;
    std::vector<ToldLogin> logins; // besides the administrator's
};

// Why nothing can be made there, as a sentence; "" when it can.
std::string what_is_there(Tx&);
// REQUIRES: a database opened with Ids::of_the_past (db/past.h), and that the installation is installed. Blocks.
DemoReport make_demo(db::Database&, TenantId, DemoOrder const&);

} // namespace baton::demo
