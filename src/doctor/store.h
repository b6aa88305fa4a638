// What the database itself says of the log and of those who follow it. Everything is of the Tx's tenant.
#pragma once
#include "doctor/doctor.h"
#include "event/event.h"

namespace baton {

LogFact log_fact(Tx&);
// How far each durable reader has come, from its cursor.
std::vector<ReaderFact> reader_facts(Tx&);

} // namespace baton
