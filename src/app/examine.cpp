#include "app/examine.h"

#include "backup/service.h"
#include "doctor/service.h"
#include "http/tls.h"

#include <algorithm>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace baton {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t day_s = 86'400;

std::optional<AccessFact> access_of(fs::path const& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return std::nullopt;
    auto const user = ::geteuid();
    return AccessFact{path.string(), S_ISDIR(status.st_mode), status.st_mode & 0777U,
                      user == 0 || user == status.st_uid};
}

// One examination under way.
class Examination {
public:
    Examination(Patient const& patient, Limits const& limits, Timestamp now)
        : patient_(patient), limits_(limits), now_(now) {}

    Diagnosis run() {
        check(DoctorCheck::disk, [this] { disks(); });
        check(DoctorCheck::data_access, [this] { access(); });
        check(DoctorCheck::key, [this] { keys(); });
        check(DoctorCheck::database, [this] { database(); });
        check(DoctorCheck::search, [this] { search(); });
        check(DoctorCheck::statements, [this] { statements(); });
        check(DoctorCheck::certificate, [this] { certificate(); });
        check(DoctorCheck::backup, [this] { backups(); });
        check(DoctorCheck::proof, [this] { proofs(); });
        return diagnosis_of(std::move(findings_), std::move(slow_), now_);
    }

private:
    template <class F> void check(DoctorCheck what, F f) {
        try {
            f();
        } catch (std::exception const& error) {
            findings_.push_back({what,
                                 Verdict::fail,
                                 {fmt::format("This could not be checked: {}", error.what()),
                                  fmt::format("这一项没能检查:{}", error.what())}});
        }
    }
    void add(Finding finding) { findings_.push_back(std::move(finding)); }

    void disks() {
        for (auto const& disk : disks_of(patient_.options)) add(judge(disk, limits_));
    }

    void access() {
        auto const& data = patient_.options.data_dir;
        auto const outer = access_of(data);
        if (!outer) return;
        add(judge_access(DoctorCheck::data_access, *outer));
        auto inner = access_of(data / "files");
        if (!inner) return;
        inner->mode &= 0700 | outer->mode; // others get no further than the data directory lets them
        add(judge_access(DoctorCheck::data_access, *inner));
    }

    void keys() {
        auto const file = key_file_of(patient_.options.data_dir, patient_.options.key_file);
        if (auto const fact = access_of(file)) add(judge_access(DoctorCheck::key_access, *fact));
        if (patient_.database) add(judge_key(file.string(), key_trouble(*patient_.database, file)));
    }

    void database() {
        if (!patient_.database) return;
        auto const health = patient_.database->health();
        add(judge_database(health.ready, health.reason));
        if (patient_.log) add(judge(QueueFact{std::int64_t(health.queued), most_queued}));
        auto facts = facts_of(*patient_.database);
        add(judge_clock(facts.logs, now_));
        if (patient_.log) followers(facts);
        auto const file = key_file_of(patient_.options.data_dir, patient_.options.key_file);
        check(DoctorCheck::rotation, [&] { add(judge_rotation(holds_two_keys(file), facts.rotations, patient_.log)); });
    }

    // Without a server they stand where it left them, which is no fault.
    void followers(DatabaseFacts& facts) {
        add(judge_numbering(facts.logs, now_));
        for (auto const& status : patient_.log->status()) {
            auto const known = std::ranges::find(facts.readers, status.reader, &ReaderFact::reader);
            if (known != facts.readers.end()) known->error = status.error;
            else facts.readers.push_back({status.reader, status.lag, status.error});
        }
        add(judge_readers(facts.readers));
    }

    void search() {
        if (!patient_.search) return;
        auto const status = patient_.search->status();
        add(judge_search({status.reader, status.lag, status.error}));
    }

    void statements() {
        if (!patient_.times) return;
        for (auto const& each : patient_.times->slow())
            slow_.push_back({each.sql, each.times, each.longest_us / 1000, each.last_at});
        add(judge(slow_, limits_, now_));
    }

    void certificate() {
        CertificateFact fact{patient_.options.http.certificate_file, {}, ""};
        if (fact.path.empty()) return;
        try {
            fact.ends_at = http::certificate_expiry(fact.path);
        } catch (std::runtime_error const& error) {
            fact.trouble = error.what();
        }
        add(judge(fact, now_));
    }

    void backups() {
        auto const& place = patient_.options.backup_place;
        if (!place.empty()) add(judge(BackupFact{place.string(), newest_backup_at(place), day_s}, now_));
    }

    // Also of backups that are made by something else.
    void proofs() {
        auto const last = last_proof(patient_.options.data_dir);
        if (!last && patient_.options.backup_place.empty()) return;
        add(judge(ProofFact{last ? std::optional(last->proved_at) : std::nullopt, patient_.options.proof_days * day_s},
                  now_));
    }

    Patient const& patient_;
    Limits const& limits_;
    Timestamp const now_;
    std::vector<Finding> findings_;
    std::vector<SlowStatement> slow_;
};

} // namespace

std::vector<DiskFact> disks_of(AppOptions const& options) {
    struct statvfs disk {};
    if (::statvfs(options.data_dir.c_str(), &disk) != 0)
        throw std::runtime_error(fmt::format("{}: {}", options.data_dir.string(), std::strerror(errno)));
    auto const bytes = [&](auto blocks) { return std::int64_t(blocks) * std::int64_t(disk.f_frsize); };
    return {{options.data_dir.string(), bytes(disk.f_bavail), bytes(disk.f_blocks)}};
}

Diagnosis examine(Patient const& patient, Limits const& limits, Timestamp now) {
    return Examination(patient, limits, now).run();
}

} // namespace baton
