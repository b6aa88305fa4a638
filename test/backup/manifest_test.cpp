#include "backup/backup.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

Manifest sample() {
    Manifest manifest;
    manifest.program = "0.1.0";
    manifest.schema = 21;
    manifest.database = "sqlite";
    manifest.made_at = from_rfc3339("2026-11-22T15:30:00Z").value();
    manifest.keys = {"0123456789abcdef0123456789abcdef"};
    manifest.files = {{"database.db", 4096, std::string(64, 'a')}, {"files.list", 0, std::string(64, 'b')}};
    manifest.attachments = 3;
    manifest.attachment_bytes = 12'345'678'901;
    manifest.tables = {{"tickets", 7, std::string(64, 'c')}};
    return manifest;
}

std::string problem_of(std::string const& text) {
    try {
        manifest_in(text);
        return "";
    } catch (BackupError const& error) {
        return error.what();
    }
}

TEST(BackupManifest, IsReadAsItWasWritten) { EXPECT_EQ(manifest_in(text_of_manifest(sample())), sample()); }

TEST(BackupManifest, NoBitOfItChangesUnnoticed) {
    auto const whole = text_of_manifest(sample());
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            auto text = whole;
            text[at] = char(text[at] ^ (1 << bit));
            EXPECT_NE(problem_of(text).find("damaged"), std::string::npos) << "byte " << at << ", bit " << bit;
        }
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_NE(problem_of(whole.substr(0, size)).find("damaged"), std::string::npos) << size << " bytes";
    EXPECT_NE(problem_of(whole + "\n").find("damaged"), std::string::npos);
}

TEST(BackupManifest, ANewerFormIsRefusedByItsName) {
    auto manifest = sample();
    manifest.format = backup_format + 1;
    EXPECT_NE(problem_of(text_of_manifest(manifest)).find("newer"), std::string::npos);
}

TEST(BackupName, IsItsTimeAndNothingElseIsOne) {
    auto const at = from_rfc3339("2026-11-22T15:30:07.9Z").value();
    EXPECT_EQ(name_of_backup(at), "baton-20261122T153007Z");
    EXPECT_EQ(time_of_backup("baton-20261122T153007Z"), from_rfc3339("2026-11-22T15:30:07Z"));
    for (auto const* name :
         {"", "baton-", "baton-20261122T153007", "baton-20261322T153007Z", "baton-20261122T153007Z~",
          "baton-20261122t153007Z", "other-20261122T153007Z", "baton-20261122T1530.7Z", "baton-2026-11-22T1530Z"})
        EXPECT_FALSE(time_of_backup(name)) << name;
}

TEST(BackupList, ReadsItsOwnLinesOnly) {
    BackupFile const file{"files/1/ab/ab c", 12, std::string(64, '0')};
    auto line = line_of_list(file);
    EXPECT_EQ(line.back(), '\n');
    line.pop_back();
    EXPECT_EQ(file_in_line(line), file);
    EXPECT_EQ(file_in_line("missing 0 files/1/ab/abc")->sha256, missing_mark);
    auto const hash = std::string(64, 'f');
    for (auto const* rest :
         {"", " 1", " -1 files/1/a", " 1x files/1/a", " 1 other/1/a", " 1 files/../../etc/passwd", " 1 /files/1"})
        EXPECT_FALSE(file_in_line(fmt::format("{}{}", hash, rest))) << rest;
    for (auto const& wrong : {std::string(), std::string(64, 'g'), hash.substr(1)})
        EXPECT_FALSE(file_in_line(fmt::format("{} 1 files/1/a", wrong))) << wrong;
}

TEST(BackupTables, ADifferenceIsNamed) {
    std::vector<db::TableDigest> const wanted{{"a", 1, "x"}, {"b", 2, "x"}, {"c", 3, "x"}};
    EXPECT_EQ(difference(wanted, wanted), "");
    auto const text = difference(wanted, {{"a", 1, "y"}, {"c", 4, "z"}, {"d", 0, "x"}});
    EXPECT_EQ(text, "a (1 rows in the backup, 1 rows here, of other content), b (2 rows in the backup, no table here), "
                    "c (3 rows in the backup, 4 rows here), d (no table in the backup, 0 rows here)");
}

} // namespace
} // namespace baton
