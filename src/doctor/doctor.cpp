#include "doctor/doctor.h"

#include "doctor/measure.h"

#include <fmt/format.h>

namespace baton {
namespace {

using enum Verdict;

constexpr std::int64_t much_lag = 1'000, too_much_lag = 50'000;
constexpr std::int64_t clock_tolerance_s = 5, clock_failure_s = 60, numbering_patience_s = 30;
constexpr std::int64_t certificate_warning_days = 30, certificate_failure_days = 7;
constexpr std::int64_t slow_for_s = 3600;

Verdict by_lag(ReaderFact const& fact) {
    if (!fact.error.empty() || fact.lag >= too_much_lag) return fail;
    return fact.lag >= much_lag ? warn : ok;
}

std::string lag_of(ReaderFact const& fact) {
    auto text = fmt::format("{} is {} events behind", fact.reader, fact.lag);
    if (!fact.error.empty()) fmt::format_to(std::back_inserter(text), " and failed at its last try: {}", fact.error);
    return text;
}

} // namespace

Finding judge(DiskFact const& disk, Limits const& limits) {
    auto const verdict = disk.free_bytes < limits.min_free_bytes / 4 ? fail
                         : disk.free_bytes < limits.min_free_bytes   ? warn
                                                                     : ok;
    auto text = fmt::format("{} of {} are free in {}", size_in_words(disk.free_bytes), size_in_words(disk.total_bytes),
                            disk.place);
    if (verdict != ok)
        fmt::format_to(std::back_inserter(text),
                       ", less than {}: make room or enlarge the disk, for nothing can be "
                       "stored on a full one",
                       size_in_words(limits.min_free_bytes));
    return {DoctorCheck::disk, verdict, text + "."};
}

Finding judge_access(DoctorCheck check, AccessFact const& fact) {
    unsigned const needed = fact.is_directory ? 0700 : 0600;
    if (!fact.is_ours)
        return {check, fail,
                fmt::format("{0} belongs to another user than the one Baton runs as: chown it.", fact.path)};
    if ((fact.mode & needed) != needed)
        return {check, fail,
                fmt::format("{0} is not for its owner to read and write (mode {1:o}): chmod u+rw{2} {0}", fact.path,
                            fact.mode, fact.is_directory ? "x" : "")};
    if ((fact.mode & 077) != 0)
        return {check, warn,
                fmt::format("{0} is open to others than its owner (mode {1:o}): chmod {2:o} {0}", fact.path, fact.mode,
                            needed)};
    return {check, ok, fmt::format("{} is for its owner only.", fact.path)};
}

Finding judge_key(std::string const& path, std::string const& trouble) {
    if (!trouble.empty()) return {DoctorCheck::key, fail, trouble};
    return {DoctorCheck::key, ok, fmt::format("The key in {} opens the data.", path)};
}

Finding judge_rotation(bool is_master_unfinished, std::vector<RotationFact> const& rotations, bool is_server) {
    if (is_master_unfinished)
        return {DoctorCheck::rotation, warn,
                "A rotation of the master key did not come to its end: restart the server, which goes on with it."};
    if (rotations.empty()) return {DoctorCheck::rotation, ok, "No rotation of keys is unfinished."};
    auto const& first = rotations.front();
    return {DoctorCheck::rotation, warn,
            fmt::format("Keys of {} tenants are being rotated, the first has come to {}: {} until `baton key status` "
                        "names none.",
                        rotations.size(), first.place.empty() ? "its end" : first.place,
                        is_server ? "keep the server running" : "start the server and keep it running")};
}

Finding judge_database(bool is_ready, std::string const& reason) {
    if (is_ready) return {DoctorCheck::database, ok, "The database can be written."};
    return {DoctorCheck::database, fail,
            fmt::format("The database cannot be written: {} Nothing is stored until that is mended.", reason)};
}

Finding judge(QueueFact const& queue) {
    auto const verdict = queue.waiting * 10 >= queue.most * 9 ? fail : queue.waiting * 4 >= queue.most ? warn : ok;
    auto text = fmt::format("{} of at most {} units of work wait to be written", queue.waiting, queue.most);
    if (verdict != ok)
        text +=
            ", and more than fit are refused: look whether the disk or PostgreSQL has become slow, or an import runs";
    return {DoctorCheck::queue, verdict, text + "."};
}

Finding judge_clock(std::vector<LogFact> const& logs, Timestamp now) {
    std::optional<Timestamp> newest;
    for (auto const& log : logs)
        if (log.newest_at) newest = std::max(newest.value_or(*log.newest_at), *log.newest_at);
    auto const ahead_s = newest ? (*newest - now) / microseconds_per_second : 0;
    if (ahead_s < clock_tolerance_s)
        return {DoctorCheck::clock, ok, fmt::format("The clock ({}) is not behind what is stored.", to_rfc3339(now))};
    return {
        DoctorCheck::clock, ahead_s >= clock_failure_s ? fail : warn,
        fmt::format("The clock ({}) is {} behind the newest event ({}): it goes wrong now or did then; set it by NTP "
                    "(timedatectl), for what is stored meanwhile has wrong times.",
                    to_rfc3339(now), time_in_words(ahead_s), to_rfc3339(*newest))};
}

Finding judge_numbering(std::vector<LogFact> const& logs, Timestamp now) {
    for (auto const& log : logs) {
        if (!log.unnumbered_since) continue;
        auto const waits_s = (now - *log.unnumbered_since) / microseconds_per_second;
        if (waits_s < numbering_patience_s) continue;
        return {DoctorCheck::numbering, fail,
                fmt::format("Events of tenant {} have waited {} for their numbers, and nobody is told of them: the "
                            "server's log says why; restart it if it says nothing.",
                            log.tenant, time_in_words(waits_s))};
    }
    return {DoctorCheck::numbering, ok, "All events are numbered and sealed."};
}

Finding judge_readers(std::vector<ReaderFact> const& readers) {
    auto const worst =
        std::ranges::max_element(readers, {}, [](auto const& fact) { return std::pair(by_lag(fact), fact.lag); });
    if (worst == readers.end() || by_lag(*worst) == ok)
        return {DoctorCheck::readers, ok, "What follows the log (counts, reports) is up to date."};
    return {DoctorCheck::readers, by_lag(*worst),
            fmt::format("The reader {}; counts are slow meanwhile: if that does not shrink, the server's log says why.",
                        lag_of(*worst))};
}

Finding judge_search(ReaderFact const& search) {
    auto const verdict = by_lag(search);
    if (verdict == ok) return {DoctorCheck::search, ok, "The search index is up to date."};
    return {DoctorCheck::search, verdict,
            fmt::format("The index of {}, so that new tickets are not found yet: if that does not shrink, the server's "
                        "log says why.",
                        lag_of(search))};
}

Finding judge(std::vector<SlowStatement> const& statements, Limits const& limits, Timestamp now) {
    std::vector<SlowStatement> lately;
    for (auto const& each : statements)
        if (now < after_seconds(each.last_at, slow_for_s)) lately.push_back(each);
    if (lately.empty())
        return {DoctorCheck::statements, ok,
                fmt::format("No statement took {} ms or longer within the hour.", limits.slow_statement_ms)};
    auto const& slowest = *std::ranges::max_element(lately, {}, &SlowStatement::longest_ms);
    return {DoctorCheck::statements, warn,
            fmt::format("{} different statements took {} ms or longer within the hour, the slowest {} ms: look at the "
                        "load of disk and processors, then report the statement: {}",
                        lately.size(), limits.slow_statement_ms, slowest.longest_ms, beginning_of(slowest.sql))};
}

Finding judge(CertificateFact const& fact, Timestamp now) {
    if (!fact.ends_at) return {DoctorCheck::certificate, fail, fact.trouble};
    auto const left_s = (*fact.ends_at - now) / microseconds_per_second;
    auto const days = left_s / 86'400;
    if (left_s <= 0)
        return {DoctorCheck::certificate, fail,
                fmt::format("The certificate {} ended at {}, and browsers refuse it: renew it and restart the server.",
                            fact.path, to_rfc3339(*fact.ends_at))};
    auto const verdict = days < certificate_failure_days ? fail : days < certificate_warning_days ? warn : ok;
    return {DoctorCheck::certificate, verdict,
            fmt::format("The certificate {} ends in {}{}.", fact.path, time_in_words(left_s),
                        verdict == ok ? "" : ": renew it and restart the server")};
}

} // namespace baton
