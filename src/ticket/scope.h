// What an actor may see, as one SQL predicate. Every read of tickets — single, list, count, live
// feed, attachment — goes through it; out of scope is "not found".
#pragma once
#include "user/actor.h"

namespace baton {

// A condition over `tickets t`. Put `user` at $2 (tenant is $1): the text refers to it.
struct Scope {
    std::string_view sql;
    UserId user{};
};

// A member sees tickets of his departments and those he takes part in; tickets.read_all sees all.
Scope visible_to(Actor const&);

} // namespace baton
