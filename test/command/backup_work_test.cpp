// Days of backups, one after the other: made, copied to a second place, proven now and then, the old ones removed.
#include "command/backup_runner.h"

#include "command/prove.h"
#include "db/scratch_database.h"
#include "event/log.h"
#include "install/install.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace baton {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

class BackupWorkTest : public testing::Test {
protected:
    void SetUp() override {
        Masters masters;
        masters.push_back(Secret::random());
        create_key_file(data.key_file, masters);
        auto options = scratch.options();
        options.keys = nullptr;
        Custody custody(data.key_file);
        database = custody.open(options);
        log.emplace(*database); // numbers the events as they are written
        install_if_empty(*database, "correct-horse-battery");
    }
    ~BackupWorkTest() override {
        log.reset();
        database.reset();
        fs::remove_all(root);
    }
    Names names(fs::path const& place) const {
        Names names;
        for (auto const& entry : fs::directory_iterator(place)) names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        return names;
    }
    bool is_proven(std::string const& name) const {
        return fs::exists(root / "first" / name / proof_name) && fs::exists(root / "second" / name / proof_name);
    }
    static Timestamp day(int number) {
        return after_seconds(from_rfc3339("2026-11-01T03:30:00Z").value(), std::int64_t{number} * 24 * 3600);
    }

    fs::path const root = fs::temp_directory_path() / ("baton-work-" + hex(random_bytes<6>()));
    db::ScratchDatabase scratch{db::Dialect::sqlite};
    DataPlace const data{scratch.options().data_dir, "", scratch.options().data_dir + ".key"};
    BackupPlan const plan{root / "first", root / "second", 210, 2, 4, ""};
    std::unique_ptr<db::Database> database;
    std::optional<Log> log;
    BackupStatus status;
};

TEST_F(BackupWorkTest, TheNewestAndTheLastProvenOnesStayInBothPlaces) {
    BackupWork work(*database, data, plan, status, {});
    EXPECT_EQ(work.first_due(day(0)), work.next(day(0)));
    for (int i = 0; i < 4; ++i) work.go_on(day(i)); // the first is proven
    Names const kept{"baton-20261101T033000Z", "baton-20261103T033000Z", "baton-20261104T033000Z"};
    EXPECT_EQ(names(root / "first"), kept);
    EXPECT_EQ(names(root / "second"), kept);
    EXPECT_TRUE(is_proven(kept[0]));
    EXPECT_FALSE(is_proven(kept[2]));
    work.go_on(day(4)); // proven again
    Names const later{"baton-20261104T033000Z", "baton-20261105T033000Z"};
    EXPECT_EQ(names(root / "first"), later);
    EXPECT_EQ(names(root / "second"), later);
    EXPECT_TRUE(is_proven(later[1]));
    EXPECT_EQ(status.values().succeeded_at, day(4));
    EXPECT_EQ(status.values().proved_at, day(4));
    BackupStatus again; // of the next process
    EXPECT_EQ(BackupWork(*database, data, plan, again, {}).first_due(day(9)), work.next(day(4)));
    EXPECT_EQ(again.values().proved_at, day(4));
}

TEST_F(BackupWorkTest, WhatFailedIsGoneOnWithAndNotMadeTwice) {
    BackupWork work(*database, data, plan, status, {});
    fs::create_directories(root);
    std::ofstream(root / "second") << "no directory";
    EXPECT_THROW(work.go_on(day(0)), BackupError);
    EXPECT_EQ(status.values().succeeded_at, day(0));
    fs::remove(root / "second");
    work.go_on(day(1));
    EXPECT_EQ(names(root / "first"), Names{"baton-20261101T033000Z"});
    EXPECT_EQ(names(root / "second"), Names{"baton-20261101T033000Z"});
}

TEST_F(BackupWorkTest, AProofThatIsGivenUpLeavesNoScratchPlace) {
    BackupPlan only = plan;
    only.prove_every_days = 0;
    BackupWork(*database, data, only, status, {}).go_on(day(0));
    auto const backup = newest_backup(only.to);
    int asked = 0;
    auto const count = [&] { return ++asked < 0; };
    prove_backup(backup, data, day(0), count);
    auto const questions = asked;
    ASSERT_GT(questions, 10);
    fs::remove(backup / proof_name);
    for (int i = 0; i < questions; i += questions / 8) {
        int left = i;
        EXPECT_ANY_THROW(prove_backup(backup, data, day(0), [&] { return left-- <= 0; }));
        EXPECT_EQ(names(only.to).size(), 1U);
        EXPECT_FALSE(fs::exists(backup / proof_name));
    }
}

} // namespace
} // namespace baton
