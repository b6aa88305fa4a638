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
    auto const& place = fact.place;
    if (!fact.newest_at)
        return {DoctorCheck::backup,
                warn,
                {fmt::format("There is no backup in {0} yet: wait for --backup-at, or make one now: baton backup --to "
                             "{0}",
                             place),
                 fmt::format("{0} 里还没有备份:等到 --backup-at 的时间,或现在就做一份:baton backup --to {0}", place)}};
    auto const age_s = age_of(*fact.newest_at, now);
    auto const en = fmt::format("The newest backup in {} is {} old", place, time_in_words(age_s));
    auto const zh = fmt::format("{} 里最新的备份是 {}前的", place, time_in_chinese(age_s));
    if (age_s <= 2 * fact.interval_s) return {DoctorCheck::backup, ok, {en + ".", zh + "。"}};
    return {DoctorCheck::backup,
            warn,
            {fmt::format("{}, and one is planned every {}: the server's log says why none was made.", en,
                         time_in_words(fact.interval_s)),
             fmt::format("{},而计划是每 {}一份:为什么没有做,服务器日志里有。", zh, time_in_chinese(fact.interval_s))}};
}

Finding judge(ProofFact const& fact, Timestamp now) {
    constexpr auto how = "baton backup --prove BACKUP";
    if (!fact.proved_at)
        return {DoctorCheck::proof,
                warn,
                {fmt::format("No backup was ever proven to be good for a restore: {}, or --backup-prove-every.", how),
                 fmt::format("还没有一份备份演练过恢复:{},或用 --backup-prove-every 定期演练。", how)}};
    auto const age_s = age_of(*fact.proved_at, now);
    auto const patience_s = fact.interval_s > 0 ? 2 * fact.interval_s : proof_patience_s;
    auto const en = fmt::format("A backup was last restored and proven {} ago", time_in_words(age_s));
    auto const zh = fmt::format("上次演练恢复备份是 {}前", time_in_chinese(age_s));
    if (age_s <= patience_s) return {DoctorCheck::proof, ok, {en + ".", zh + "。"}};
    return {DoctorCheck::proof,
            warn,
            {fmt::format("{}: prove one again: {}", en, how), fmt::format("{}:请再演练一次:{}", zh, how)}};
}

} // namespace baton
