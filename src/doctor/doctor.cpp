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

Sentence lag_of(ReaderFact const& fact) {
    Sentence said{fmt::format("{} is {} events behind", fact.reader, fact.lag),
                  fmt::format("{} 落后 {} 个事件", fact.reader, fact.lag)};
    if (fact.error.empty()) return said;
    said.en += fmt::format(" and failed at its last try: {}", fact.error);
    said.zh += fmt::format(",上次尝试失败:{}", fact.error);
    return said;
}

} // namespace

Finding judge(DiskFact const& disk, Limits const& limits) {
    auto const verdict = disk.free_bytes < limits.min_free_bytes / 4 ? fail
                         : disk.free_bytes < limits.min_free_bytes   ? warn
                                                                     : ok;
    auto const free = size_in_words(disk.free_bytes), total = size_in_words(disk.total_bytes);
    Sentence said{fmt::format("{} of {} are free in {}", free, total, disk.place),
                  fmt::format("{} 共 {},还剩 {}", disk.place, total, free)};
    if (verdict != ok) {
        auto const least = size_in_words(limits.min_free_bytes);
        said.en += fmt::format(", less than {}: make room or enlarge the disk, for nothing can be stored on a full one",
                               least);
        said.zh += fmt::format(",不足 {}:请清理或扩容,磁盘满了什么都存不下", least);
    }
    return {DoctorCheck::disk, verdict, {said.en + ".", said.zh + "。"}};
}

Finding judge_access(DoctorCheck check, AccessFact const& fact) {
    unsigned const needed = fact.is_directory ? 0700 : 0600;
    if (!fact.is_ours)
        return {check,
                fail,
                {fmt::format("{0} belongs to another user than the one Baton runs as: chown it.", fact.path),
                 fmt::format("{0} 不属于运行接棒的用户:请用 chown 改过来。", fact.path)}};
    if ((fact.mode & needed) != needed) {
        auto const way = fmt::format("chmod u+rw{1} {0}", fact.path, fact.is_directory ? "x" : "");
        return {check,
                fail,
                {fmt::format("{} is not for its owner to read and write (mode {:o}): {}", fact.path, fact.mode, way),
                 fmt::format("{} 的属主不能读写(权限 {:o}):{}", fact.path, fact.mode, way)}};
    }
    if ((fact.mode & 077) != 0) {
        auto const way = fmt::format("chmod {:o} {}", needed, fact.path);
        return {check,
                warn,
                {fmt::format("{} is open to others than its owner (mode {:o}): {}", fact.path, fact.mode, way),
                 fmt::format("{} 对属主以外的人开放(权限 {:o}):{}", fact.path, fact.mode, way)}};
    }
    return {
        check, ok, {fmt::format("{} is for its owner only.", fact.path), fmt::format("{} 只有属主能用。", fact.path)}};
}

Finding judge_key(std::string const& path, std::string const& trouble) {
    if (!trouble.empty()) return {DoctorCheck::key, fail, {trouble, fmt::format("密钥不能用:{}", trouble)}};
    return {DoctorCheck::key,
            ok,
            {fmt::format("The key in {} opens the data.", path), fmt::format("{} 里的密钥能打开数据。", path)}};
}

Finding judge_rotation(bool is_master_unfinished, std::vector<RotationFact> const& rotations, bool is_server) {
    if (is_master_unfinished)
        return {DoctorCheck::rotation,
                warn,
                {"A rotation of the master key did not come to its end: restart the server, which goes on with it.",
                 "主密钥的轮换没有做完:请重启服务器,它会接着做。"}};
    if (rotations.empty())
        return {DoctorCheck::rotation, ok, {"No rotation of keys is unfinished.", "没有未完成的密钥轮换。"}};
    auto const& first = rotations.front();
    return {DoctorCheck::rotation,
            warn,
            {fmt::format("Keys of {} tenants are being rotated, the first has come to {}: {} until `baton key status` "
                         "names none.",
                         rotations.size(), first.place.empty() ? "its end" : first.place,
                         is_server ? "keep the server running" : "start the server and keep it running"),
             fmt::format("{} 个租户的密钥正在轮换,第一个做到 {}:{},直到 `baton key status` 不再列出。",
                         rotations.size(), first.place.empty() ? "最后" : first.place,
                         is_server ? "请让服务器一直运行" : "请启动服务器并让它一直运行")}};
}

Finding judge_database(bool is_ready, std::string const& reason) {
    if (is_ready) return {DoctorCheck::database, ok, {"The database can be written.", "数据库可以写入。"}};
    return {DoctorCheck::database,
            fail,
            {fmt::format("The database cannot be written: {} Nothing is stored until that is mended.", reason),
             fmt::format("数据库不能写入:{} 修好之前什么都存不下。", reason)}};
}

Finding judge(QueueFact const& queue) {
    auto const verdict = queue.waiting * 10 >= queue.most * 9 ? fail : queue.waiting * 4 >= queue.most ? warn : ok;
    Sentence said{fmt::format("{} of at most {} units of work wait to be written", queue.waiting, queue.most),
                  fmt::format("{} 个操作在等待写入,最多 {} 个", queue.waiting, queue.most)};
    if (verdict != ok) {
        said.en +=
            ", and more than fit are refused: look whether the disk or PostgreSQL has become slow, or an import runs";
        said.zh += ",再多就会被拒绝:请看磁盘或 PostgreSQL 是否变慢,或正在导入";
    }
    return {DoctorCheck::queue, verdict, {said.en + ".", said.zh + "。"}};
}

Finding judge_clock(std::vector<LogFact> const& logs, Timestamp now) {
    std::optional<Timestamp> newest;
    for (auto const& log : logs)
        if (log.newest_at) newest = std::max(newest.value_or(*log.newest_at), *log.newest_at);
    auto const ahead_s = newest ? (*newest - now) / microseconds_per_second : 0;
    auto const time = to_rfc3339(now);
    if (ahead_s < clock_tolerance_s)
        return {DoctorCheck::clock,
                ok,
                {fmt::format("The clock ({}) is not behind what is stored.", time),
                 fmt::format("时钟({})没有落后于已存的数据。", time)}};
    return {DoctorCheck::clock,
            ahead_s >= clock_failure_s ? fail : warn,
            {fmt::format("The clock ({}) is {} behind the newest event ({}): it goes wrong now or did then; set it by "
                         "NTP (timedatectl), for what is stored meanwhile has wrong times.",
                         time, time_in_words(ahead_s), to_rfc3339(*newest)),
             fmt::format("时钟({})比最新的事件({})慢 {}:现在或当时走错了;请用 NTP 校时(timedatectl),"
                         "这期间存下的时间是错的。",
                         time, to_rfc3339(*newest), time_in_chinese(ahead_s))}};
}

Finding judge_numbering(std::vector<LogFact> const& logs, Timestamp now) {
    for (auto const& log : logs) {
        if (!log.unnumbered_since) continue;
        auto const waits_s = (now - *log.unnumbered_since) / microseconds_per_second;
        if (waits_s < numbering_patience_s) continue;
        return {DoctorCheck::numbering,
                fail,
                {fmt::format("Events of tenant {} have waited {} for their numbers, and nobody is told of them: the "
                             "server's log says why; restart it if it says nothing.",
                             log.tenant, time_in_words(waits_s)),
                 fmt::format("租户 {} 的事件等编号等了 {},没有人收到通知:原因在服务器日志里;日志里没有就请重启。",
                             log.tenant, time_in_chinese(waits_s))}};
    }
    return {DoctorCheck::numbering, ok, {"All events are numbered and sealed.", "所有事件都已编号并封存。"}};
}

Finding judge_readers(std::vector<ReaderFact> const& readers) {
    auto const worst =
        std::ranges::max_element(readers, {}, [](auto const& fact) { return std::pair(by_lag(fact), fact.lag); });
    if (worst == readers.end() || by_lag(*worst) == ok)
        return {DoctorCheck::readers,
                ok,
                {"What follows the log (counts, reports) is up to date.", "跟随日志的统计和报表是最新的。"}};
    auto const lag = lag_of(*worst);
    return {DoctorCheck::readers,
            by_lag(*worst),
            {fmt::format("The reader {}; counts are slow meanwhile: if that does not shrink, the server's log says "
                         "why.",
                         lag.en),
             fmt::format("后台任务 {};这期间统计会慢:如果不见减少,原因在服务器日志里。", lag.zh)}};
}

Finding judge_search(ReaderFact const& search) {
    auto const verdict = by_lag(search);
    if (verdict == ok) return {DoctorCheck::search, ok, {"The search index is up to date.", "搜索索引是最新的。"}};
    auto const lag = lag_of(search);
    return {DoctorCheck::search,
            verdict,
            {fmt::format("The index of {}, so that new tickets are not found yet: if that does not shrink, the "
                         "server's log says why.",
                         lag.en),
             fmt::format("索引 {},新工单暂时搜不到:如果不见减少,原因在服务器日志里。", lag.zh)}};
}

Finding judge(std::vector<SlowStatement> const& statements, Limits const& limits, Timestamp now) {
    std::vector<SlowStatement> lately;
    for (auto const& each : statements)
        if (now < after_seconds(each.last_at, slow_for_s)) lately.push_back(each);
    auto const limit = limits.slow_statement_ms;
    if (lately.empty())
        return {DoctorCheck::statements,
                ok,
                {fmt::format("No statement took {} ms or longer within the hour.", limit),
                 fmt::format("一小时内没有语句执行到 {} 毫秒。", limit)}};
    auto const& slowest = *std::ranges::max_element(lately, {}, &SlowStatement::longest_ms);
    return {DoctorCheck::statements,
            warn,
            {fmt::format("{} different statements took {} ms or longer within the hour, the slowest {} ms: look at the "
                         "load of disk and processors, then report the statement: {}",
                         lately.size(), limit, slowest.longest_ms, beginning_of(slowest.sql)),
             fmt::format("一小时内有 {} 种语句执行到 {} 毫秒,最慢 {} 毫秒:请看磁盘和处理器的负载,再报告这条语句:{}",
                         lately.size(), limit, slowest.longest_ms, beginning_of(slowest.sql))}};
}

Finding judge(CertificateFact const& fact, Timestamp now) {
    if (!fact.ends_at)
        return {DoctorCheck::certificate, fail, {fact.trouble, fmt::format("证书有问题:{}", fact.trouble)}};
    auto const left_s = (*fact.ends_at - now) / microseconds_per_second;
    auto const days = left_s / 86'400;
    if (left_s <= 0)
        return {DoctorCheck::certificate,
                fail,
                {fmt::format("The certificate {} ended at {}, and browsers refuse it: renew it and restart the server.",
                             fact.path, to_rfc3339(*fact.ends_at)),
                 fmt::format("证书 {} 已于 {} 到期,浏览器会拒绝它:请更换并重启服务器。", fact.path,
                             to_rfc3339(*fact.ends_at))}};
    auto const verdict = days < certificate_failure_days ? fail : days < certificate_warning_days ? warn : ok;
    return {DoctorCheck::certificate,
            verdict,
            {fmt::format("The certificate {} ends in {}{}.", fact.path, time_in_words(left_s),
                         verdict == ok ? "" : ": renew it and restart the server"),
             fmt::format("证书 {} 还有 {}到期{}。", fact.path, time_in_chinese(left_s),
                         verdict == ok ? "" : ":请更换并重启服务器")}};
}

} // namespace baton
