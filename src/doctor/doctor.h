// Doctor 体检: what is known about an installation, and what follows from it: one finding per check, each a sentence
// that says how it is and, when that is not well, what to do. Values and pure rules; who gathers the facts is in
// app/examine.h.
#pragma once
#include "base/json.h"
#include "base/time.h"

#include <optional>
#include <string>
#include <vector>

namespace baton {

BOOST_DEFINE_ENUM_CLASS(Verdict, ok, warn, fail)
BOOST_DEFINE_ENUM_CLASS(DoctorCheck, data, disk, data_access, key_access, key, rotation, database, queue, clock,
                        numbering, readers, search, statements, certificate, backup, proof)

// The same in every language.
struct Sentence {
    std::string en, zh;
    bool operator==(Sentence const&) const = default;
};
DESCRIBE(Sentence, (), (en, zh));
enum class SentenceLanguage { en, zh };

struct Finding {
    DoctorCheck check{};
    Verdict verdict{};
    Sentence sentence;
    bool operator==(Finding const&) const = default;
};
DESCRIBE(Finding, (), (check, verdict, sentence));

// A statement that took too long: its text has no values.
struct SlowStatement {
    std::string sql;
    std::int64_t times = 0, longest_ms = 0;
    Timestamp last_at{};
    bool operator==(SlowStatement const&) const = default;
};
DESCRIBE(SlowStatement, (), (sql, times, longest_ms, last_at));

struct Diagnosis {
    Verdict verdict{}; // the worst of the findings
    Timestamp at{};
    std::vector<Finding> findings; // in the order of DoctorCheck
    std::vector<SlowStatement> slow_statements;
};
DESCRIBE(Diagnosis, (), (verdict, at, findings, slow_statements));

struct Limits {
    std::int64_t min_free_bytes = std::int64_t{1} << 30; // less is a warning, less than a quarter of it a failure
    std::int64_t slow_statement_ms = 500;
};

struct DiskFact {
    std::string place;
    std::int64_t free_bytes = 0, total_bytes = 0;
};
// A file or directory that is there.
struct AccessFact {
    std::string path;
    bool is_directory = false;
    unsigned mode = 0;   // permission bits
    bool is_ours = true; // of the user the program runs as
};
struct QueueFact {
    std::int64_t waiting = 0, most = 0;
};
// Of one tenant's log.
struct LogFact {
    std::int64_t tenant = 0;
    std::optional<Timestamp> newest_at, unnumbered_since;
};
struct ReaderFact {
    std::string reader;
    std::int64_t lag = 0; // events it has not seen
    std::string error;    // of its last try
};
struct CertificateFact {
    std::string path;
    std::optional<Timestamp> ends_at;
    std::string trouble; // why that is not known
};
struct RotationFact {
    std::int64_t tenant = 0;
    std::string place;
};
struct BackupFact {
    std::string place;
    std::optional<Timestamp> newest_at;
    std::int64_t interval_s = 0; // between two, as planned
};
struct ProofFact {
    std::optional<Timestamp> proved_at;
    std::int64_t interval_s = 0; // as planned; 0: not planned
};
// Each is left out of the diagnosis when its fact is absent: not to be known here, or not there to be checked.
Finding judge(DiskFact const&, Limits const&);
Finding judge_access(DoctorCheck, AccessFact const&);
Finding judge_key(std::string const& path, std::string const& trouble);
Finding judge_rotation(bool is_master_unfinished, std::vector<RotationFact> const&, bool is_server);
Finding judge_database(bool is_ready, std::string const& reason);
Finding judge(QueueFact const&);
Finding judge_clock(std::vector<LogFact> const&, Timestamp now);
Finding judge_numbering(std::vector<LogFact> const&, Timestamp now);
Finding judge_readers(std::vector<ReaderFact> const&);
Finding judge_search(ReaderFact const&);
Finding judge(std::vector<SlowStatement> const&, Limits const&, Timestamp now);
Finding judge(CertificateFact const&, Timestamp now);
Finding judge(BackupFact const&, Timestamp now);
Finding judge(ProofFact const&, Timestamp now);

// In the order of DoctorCheck, of several for one check the worst; with the worst verdict of all.
Diagnosis diagnosis_of(std::vector<Finding>, std::vector<SlowStatement>, Timestamp now);
// 0 when all is well, 1 for warnings, 2 for failures.
int exit_status(Verdict);
// For a terminal: a line per finding.
std::string text_of(Diagnosis const&, SentenceLanguage);
// "zh" and "zh_CN.UTF-8" mean Chinese, anything else English.
SentenceLanguage sentence_language(std::string_view locale);

} // namespace baton
