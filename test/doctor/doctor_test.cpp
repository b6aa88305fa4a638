// The doctor's rules: what each says of a fact, with the time as a parameter.
#include "doctor/doctor.h"
#include "doctor/measure.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <regex>
#include <set>

namespace baton {
namespace {

constexpr Timestamp noon{1'800'000'000'000'000};
constexpr std::int64_t gigabyte = 1 << 30, day_s = 86'400;

Timestamp ago(std::int64_t seconds) { return after_seconds(noon, -seconds); }
Timestamp in(std::int64_t seconds) { return after_seconds(noon, seconds); }

bool has_chinese(std::string const& text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xe4; });
}

// What is counted, measured and named is the same in every language, in whatever order.
std::multiset<std::string> numbers_in(std::string const& text) {
    std::multiset<std::string> numbers;
    std::regex const number("[0-9]+");
    for (std::sregex_iterator it(text.begin(), text.end(), number), end; it != end; ++it) numbers.insert(it->str());
    return numbers;
}

void expect(Finding const& finding, Verdict verdict, std::string_view words) {
    auto const& [en, zh] = finding.sentence;
    EXPECT_EQ(finding.verdict, verdict) << en;
    EXPECT_NE(en.find(words), std::string::npos) << en;
    EXPECT_TRUE(has_chinese(zh)) << zh;
    EXPECT_EQ(numbers_in(en), numbers_in(zh)) << en << "\n" << zh;
}

TEST(DoctorTest, RoomOnTheDisk) {
    Limits const limits{.min_free_bytes = gigabyte};
    auto const of = [&](std::int64_t free) { return judge(DiskFact{"/data", free, 100 * gigabyte}, limits); };
    expect(of(gigabyte), Verdict::ok, "1.0 GiB of 100.0 GiB are free in /data.");
    expect(of(gigabyte - 1), Verdict::warn, "make room");
    expect(of(gigabyte / 4), Verdict::warn, "256.0 MiB");
    expect(of(gigabyte / 4 - 1), Verdict::fail, "less than 1.0 GiB");
}

TEST(DoctorTest, WhoMayUseFiles) {
    auto const of = [](unsigned mode, bool is_directory, bool is_ours = true) {
        return judge_access(DoctorCheck::data_access, {"/data", is_directory, mode, is_ours});
    };
    expect(of(0700, true), Verdict::ok, "its owner only");
    expect(of(0750, true), Verdict::warn, "chmod 700 /data");
    expect(of(0500, true), Verdict::fail, "chmod u+rwx /data");
    expect(of(0, true), Verdict::fail, "mode 0");
    expect(of(0700, true, false), Verdict::fail, "another user");
    expect(of(0600, false), Verdict::ok, "its owner only");
    expect(of(0640, false), Verdict::warn, "chmod 600 /data");
    expect(of(0400, false), Verdict::fail, "chmod u+rw /data");
}

TEST(DoctorTest, KeysAndTheirRotation) {
    expect(judge_key("/k", ""), Verdict::ok, "The key in /k opens the data.");
    expect(judge_key("/k", "It is gone."), Verdict::fail, "It is gone.");
    expect(judge_rotation(false, {}, true), Verdict::ok, "No rotation");
    expect(judge_rotation(true, {}, true), Verdict::warn, "restart the server");
    expect(judge_rotation(false, {{1, "customers.phone"}}, true), Verdict::warn, "customers.phone: keep the server");
    expect(judge_rotation(false, {{1, ""}}, false), Verdict::warn, "start the server");
}

TEST(DoctorTest, BackupsAndTheirProof) {
    auto const of = [](std::int64_t age_s) { return judge(BackupFact{"/b", ago(age_s), day_s}, noon); };
    expect(of(2 * day_s), Verdict::ok, "The newest backup in /b is 2 days old.");
    expect(of(2 * day_s + 1), Verdict::warn, "the server's log says why");
    expect(judge(BackupFact{"/b", {}, day_s}, noon), Verdict::warn, "There is no backup in /b yet");
    auto const proof = [](std::int64_t age_s, std::int64_t every_s) {
        return judge(ProofFact{ago(age_s), every_s}, noon);
    };
    expect(proof(14 * day_s, 7 * day_s), Verdict::ok, "proven 14 days ago.");
    expect(proof(14 * day_s + 1, 7 * day_s), Verdict::warn, "prove one again");
    expect(proof(90 * day_s, 0), Verdict::ok, "proven 90 days ago.");
    expect(proof(90 * day_s + 1, 0), Verdict::warn, "prove one again");
    expect(judge(ProofFact{}, noon), Verdict::warn, "No backup was ever proven");
}

TEST(DoctorTest, TheDatabaseAndItsQueue) {
    expect(judge_database(true, ""), Verdict::ok, "can be written");
    expect(judge_database(false, "The disk is full."), Verdict::fail, "The disk is full.");
    expect(judge(QueueFact{1023, 4096}), Verdict::ok, "1023 of at most 4096");
    expect(judge(QueueFact{1024, 4096}), Verdict::warn, "refused");
    expect(judge(QueueFact{3687, 4096}), Verdict::fail, "refused");
}

TEST(DoctorTest, AClockThatWentBack) {
    auto const of = [](std::vector<LogFact> const& logs) { return judge_clock(logs, noon); };
    expect(of({}), Verdict::ok, "2027-01-15T08:00:00Z");
    expect(of({{1, ago(9), {}}, {2, in(4), {}}}), Verdict::ok, "not behind");
    expect(of({{1, in(5), {}}}), Verdict::warn, "5 s behind the newest event");
    expect(of({{1, in(7200), {}}, {2, ago(5), {}}}), Verdict::fail, "2 hours behind");
}

TEST(DoctorTest, EventsWithoutNumbers) {
    expect(judge_numbering({{1, noon, {}}}, noon), Verdict::ok, "numbered");
    expect(judge_numbering({{1, noon, ago(29)}}, noon), Verdict::ok, "numbered");
    expect(judge_numbering({{1, noon, {}}, {7, noon, ago(30)}}, noon), Verdict::fail, "tenant 7 have waited 30 s");
}

TEST(DoctorTest, WhoIsBehind) {
    expect(judge_readers({}), Verdict::ok, "up to date");
    expect(judge_readers({{"facts", 999, ""}}), Verdict::ok, "up to date");
    expect(judge_readers({{"a", 3, ""}, {"facts", 1'000, ""}}), Verdict::warn,
           "The reader facts is 1000 events behind");
    expect(judge_readers({{"facts", 50'000, ""}}), Verdict::fail, "50000");
    expect(judge_readers({{"a", 2'000, ""}, {"facts", 1, "no such table"}}), Verdict::fail,
           "facts is 1 events behind "
           "and failed at its last try: "
           "no such table");
    expect(judge_search({"search", 999, ""}), Verdict::ok, "up to date");
    expect(judge_search({"search", 1'000, ""}), Verdict::warn, "not found yet");
    expect(judge_search({"search", 0, "disk"}), Verdict::fail, "disk");
}

TEST(DoctorTest, SlowStatementsOfTheHour) {
    Limits const limits;
    auto const of = [&](std::vector<SlowStatement> const& all) { return judge(all, limits, noon); };
    expect(of({}), Verdict::ok, "No statement took 500 ms");
    expect(of({{"select 1", 1, 900, ago(3600)}}), Verdict::ok, "within the hour");
    expect(of({{"select 1", 1, 9'000, ago(3600)}, {"select 2", 5, 700, ago(3599)}, {"select\n3", 1, 800, noon}}),
           Verdict::warn, "2 different statements took 500 ms or longer within the hour, the slowest 800 ms");
    expect(of({{"select\n3", 1, 800, noon}}), Verdict::warn, "select 3");
}

TEST(DoctorTest, CertificatesThatEnd) {
    auto const of = [](std::int64_t left_s) { return judge(CertificateFact{"/c.pem", in(left_s), ""}, noon); };
    expect(of(30 * day_s), Verdict::ok, "ends in 30 days.");
    expect(of(30 * day_s - 1), Verdict::warn, "29 days: renew it");
    expect(of(7 * day_s - 1), Verdict::fail, "6 days: renew it");
    expect(of(5 * day_s), Verdict::fail, "5 days");
    expect(of(0), Verdict::fail, "ended at 2027-01-15T08:00:00Z");
    expect(judge(CertificateFact{"/c.pem", {}, "It cannot be read."}, noon), Verdict::fail, "cannot be read");
}

TEST(DoctorTest, ADiagnosisKeepsTheWorstOfEachCheck) {
    auto const diagnosis = diagnosis_of({{DoctorCheck::clock, Verdict::ok, {"c", "丙"}},
                                         {DoctorCheck::disk, Verdict::ok, {"a", "甲"}},
                                         {DoctorCheck::disk, Verdict::warn, {"b", "乙"}}},
                                        {}, noon);
    EXPECT_EQ(diagnosis.verdict, Verdict::warn);
    ASSERT_EQ(diagnosis.findings.size(), 2U);
    EXPECT_EQ(text_of(diagnosis, SentenceLanguage::en), "warn disk        b\nok   clock       c\n");
    EXPECT_EQ(text_of(diagnosis, SentenceLanguage::zh), "warn disk        乙\nok   clock       丙\n");
    EXPECT_EQ(diagnosis_of({}, {}, noon).verdict, Verdict::ok);
    EXPECT_EQ(exit_status(Verdict::ok), 0);
    EXPECT_EQ(exit_status(Verdict::warn), 1);
    EXPECT_EQ(exit_status(Verdict::fail), 2);
}

TEST(DoctorTest, TheLanguageOfATerminal) {
    for (auto const* locale : {"zh", "zh_CN.UTF-8", "zh-CN"})
        EXPECT_EQ(sentence_language(locale), SentenceLanguage::zh);
    for (auto const* locale : {"", "C", "en_US.UTF-8", "de_DE"})
        EXPECT_EQ(sentence_language(locale), SentenceLanguage::en);
}

TEST(DoctorTest, MeasuresInWords) {
    EXPECT_EQ(size_in_words(0), "0 bytes");
    EXPECT_EQ(size_in_words(1023), "1023 bytes");
    EXPECT_EQ(size_in_words(1536), "1.5 KiB");
    EXPECT_EQ(time_in_words(119), "119 s");
    EXPECT_EQ(time_in_words(120), "2 minutes");
    EXPECT_EQ(time_in_chinese(119), "119 秒");
    EXPECT_EQ(time_in_chinese(7'200), "2 小时");
    EXPECT_EQ(time_in_words(172'800), "2 days");
    EXPECT_EQ(beginning_of("select a\nfrom b"), "select a from b");
    EXPECT_EQ(beginning_of(std::string(161, 'x')), std::string(160, 'x').append("…"));
}

} // namespace
} // namespace baton
