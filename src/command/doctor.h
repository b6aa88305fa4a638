// `baton doctor`: in the server when one runs, else beside the data. Its exit status is 0 when all is well, 1 for
// warnings, 2 for failures and when it cannot come to an end.
#pragma once
#include "app/app.h"
#include "command/command.h"
#include "doctor/doctor.h"

#include <CLI/CLI.hpp>
#include <functional>

namespace baton {

// Options of `serve`; the doctor has them too.
void add_doctor_limits(CLI::App& command, Limits&);

struct DoctorChoice {
    std::optional<std::int64_t> min_free_mb;
    bool json = false;
    SentenceLanguage language = SentenceLanguage::en;
};
// The choice must outlive the parsing.
CLI::App& add_doctor(CLI::App& root, DoctorChoice&);
int run_doctor(AppOptions const&, DoctorChoice const&);

// Inside the server.
CommandResult run_doctor_command(App const&, Limits const&, CommandLine const&);

} // namespace baton
