#include "doctor/doctor.h"
#include "doctor/measure.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

using enum Verdict;

constexpr std::int64_t day_s = 86'400, backup_warning_s = 2 * day_s, backup_failure_s = 7 * day_s;

// The worse first, so that the first of each check stays.
void put_in_order(std::vector<Finding>& findings) {
    std::ranges::stable_sort(findings, [](Finding const& a, Finding const& b) {
        return std::pair(a.check, -int(a.verdict)) < std::pair(b.check, -int(b.verdict));
    });
    auto const again = std::ranges::unique(findings, {}, &Finding::check);
    findings.erase(again.begin(), again.end());
}

} // namespace

Finding judge_backup(BackupFact const& fact, Timestamp now) {
    auto const advice = "see docs/operations.md";
    if (!fact.succeeded_at)
        return {
            DoctorCheck::backup, fact.failed_at ? fail : warn,
            fmt::format("There is no backup{}: {}, {}.",
                        fact.failed_at ? ", and the last try failed" : " that the server knows of",
                        fact.failed_at ? "the server's log says why" : "let it make them by itself with --backup-to",
                        advice)};
    auto const age_s = std::max<std::int64_t>(0, (now - *fact.succeeded_at) / microseconds_per_second);
    bool const has_failed = fact.failed_at && *fact.failed_at > *fact.succeeded_at;
    auto const verdict = age_s >= backup_failure_s ? fail : age_s >= backup_warning_s || has_failed ? warn : ok;
    auto text = fmt::format("The last backup is {} old", time_in_words(age_s));
    if (has_failed) text += ", and one failed since";
    if (verdict != ok) text += ": the server's log says why, and `baton backup` makes one now";
    return {DoctorCheck::backup, verdict, text + "."};
}

Finding judge_proof(BackupFact const& fact, Timestamp now) {
    if (!fact.proved_at)
        return {
            DoctorCheck::proof, warn,
            "No backup was ever restored to prove it: `baton backup --prove` does, or --backup-prove-every by itself."};
    auto const age_s = std::max<std::int64_t>(0, (now - *fact.proved_at) / microseconds_per_second);
    auto const most_s = std::max<std::int64_t>(31, 2 * std::int64_t{fact.prove_every_days}) * day_s;
    if (age_s <= most_s)
        return {DoctorCheck::proof, ok, fmt::format("A backup was proven {} ago.", time_in_words(age_s))};
    return {DoctorCheck::proof, warn,
            fmt::format("The last backup that was proven is {} old: `baton backup --prove` proves one.",
                        time_in_words(age_s))};
}

Diagnosis diagnosis_of(std::vector<Finding> findings, std::vector<SlowStatement> slow, Timestamp now) {
    put_in_order(findings);
    Diagnosis diagnosis{ok, now, std::move(findings), std::move(slow)};
    for (auto const& finding : diagnosis.findings) diagnosis.verdict = std::max(diagnosis.verdict, finding.verdict);
    return diagnosis;
}

int exit_status(Verdict verdict) {
    switch (verdict) {
    case ok:
        return 0;
    case warn:
        return 1;
    case fail:
        return 2;
    }
    return 2;
}

std::string text_of(Diagnosis const& diagnosis) {
    std::string text;
    for (auto const& finding : diagnosis.findings)
        fmt::format_to(std::back_inserter(text), "{:4} {:11} {}\n", name_of(finding.verdict), name_of(finding.check),
                       finding.sentence);
    return text;
}

} // namespace baton
