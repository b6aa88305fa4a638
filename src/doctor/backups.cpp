#include "doctor/doctor.h"
#include "doctor/measure.h"

#include <fmt/format.h>

namespace baton {
namespace {

using enum Verdict;

constexpr std::int64_t proof_patience_s = 90 * std::int64_t{86'400}; // where no proofs are planned

std::int64_t age_of(Timestamp at, Timestamp now) { return (now - at) / microseconds_per_second; }

} // namespace

Finding judge(BackupFact const& fact, Timestamp now) {
    if (!fact.newest_at)
        return {
            DoctorCheck::backup, warn,
            fmt::format("There is no backup in {0} yet: wait for --backup-at, or make one now: baton backup --to {0}",
                        fact.place)};
    auto const age_s = age_of(*fact.newest_at, now);
    auto text = fmt::format("The newest backup in {} is {} old", fact.place, time_in_words(age_s));
    if (age_s <= 2 * fact.interval_s) return {DoctorCheck::backup, ok, text + "."};
    return {DoctorCheck::backup, warn,
            fmt::format("{}, and one is planned every {}: the server's log says why none was made.", text,
                        time_in_words(fact.interval_s))};
}

Finding judge(ProofFact const& fact, Timestamp now) {
    constexpr auto how = "baton backup --prove BACKUP";
    if (!fact.proved_at)
        return {DoctorCheck::proof, warn,
                fmt::format("No backup was ever proven to be good for a restore: {}, or --backup-prove-every.", how)};
    auto const age_s = age_of(*fact.proved_at, now);
    auto const patience_s = fact.interval_s > 0 ? 2 * fact.interval_s : proof_patience_s;
    auto text = fmt::format("A backup was last restored and proven {} ago", time_in_words(age_s));
    if (age_s <= patience_s) return {DoctorCheck::proof, ok, text + "."};
    return {DoctorCheck::proof, warn, fmt::format("{}: prove one again: {}", text, how)};
}

} // namespace baton
