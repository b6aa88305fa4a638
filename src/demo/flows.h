// How a matter goes on from its opening to its end, and what customers make of it.
#pragma once
#include "demo/life.h"

namespace baton::demo {

// Statuses of the company's own.
inline constexpr std::string_view waiting_quality = "waiting_quality", waiting_finance = "waiting_finance",
                                  waiting_telling = "waiting_telling", waiting_material = "waiting_material",
                                  waiting_parts = "waiting_parts";

void tell_life(Life&);
// From the solution on.
void tell_end(Life&);
// Of a ticket that says once more what another one said: merged by whom has both, else answered.
void tell_duplicate(Life&, int original);

} // namespace baton::demo
