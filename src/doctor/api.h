// The route of the doctor, for administrators of the first tenant: what it tells is about the whole installation.
#pragma once
#include "api/route.h"
#include "doctor/doctor.h"

#include <functional>

namespace baton {

// On a worker thread.
using Examine = std::function<Diagnosis(Timestamp now)>;
void add_doctor_routes(api::Routes&, Examine);

} // namespace baton
