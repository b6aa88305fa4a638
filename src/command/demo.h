// `baton demo`: fills an installation that holds nothing yet with the demo company (src/demo).
#pragma once
#include "app/app.h"
#include "command/command.h"

namespace baton {

struct DemoChoice {
    std::uint64_t seed = 1;
    int tickets = 3000;
    std::string now;      // RFC 3339; "" = now
    std::string password; // "" = BATON_ADMIN_PASSWORD, else one is made up
};

// Initialises what is empty. Refuses (exit status 1) where there is anything already.
CommandResult run_demo(AppOptions, DemoChoice const&);

} // namespace baton
