#include "backup/schedule.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

TEST(BackupSchedule, ATimeOfDayIsReadStrictly) {
    EXPECT_EQ(minute_of_day("03:30"), 210);
    EXPECT_EQ(minute_of_day("00:00"), 0);
    EXPECT_EQ(minute_of_day("23:59"), 1439);
    for (auto const* wrong : {"", "3:30", "24:00", "03:60", "03.30", "0330", "03:3O", " 3:30", "03:30 "})
        EXPECT_FALSE(minute_of_day(wrong)) << wrong;
}

TEST(BackupSchedule, TheNextOneIsAtThatTimeInTheZone) {
    struct Row {
        char const *after, *zone, *next;
    };
    for (auto const& row : {Row{"2026-11-22T15:00:00Z", "UTC", "2026-11-23T03:30:00Z"},
                            Row{"2026-11-22T03:29:59Z", "UTC", "2026-11-22T03:30:00Z"},
                            Row{"2026-11-22T03:30:00Z", "UTC", "2026-11-23T03:30:00Z"},
                            Row{"2026-11-22T15:00:00Z", "Asia/Shanghai", "2026-11-22T19:30:00Z"},
                            Row{"2026-12-31T20:00:00Z", "Asia/Shanghai", "2027-01-01T19:30:00Z"}})
        EXPECT_EQ(to_rfc3339(next_backup(from_rfc3339(row.after).value(), 210, row.zone)), row.next) << row.after;
}

TEST(BackupSchedule, FailuresAreTriedAgainEverMoreSlowly) {
    EXPECT_EQ(pause_after_failures(1), 60);
    EXPECT_EQ(pause_after_failures(2), 120);
    EXPECT_EQ(pause_after_failures(6), 1920);
    EXPECT_EQ(pause_after_failures(7), 3600);
    EXPECT_EQ(pause_after_failures(1000), 3600);
}

TEST(BackupRotation, KeepsTheNewestAndTheLastProvenAndWhatIsNotItsOwn) {
    std::vector<std::string> const names{"notes.txt",
                                         "baton-20261120T000000Z",
                                         "baton-20261122T000000Z",
                                         ".partial-baton-20261101T000000Z",
                                         "baton-20261121T000000Z",
                                         "baton-20261119T000000Z",
                                         "baton-copy"};
    using Names = std::vector<std::string>;
    EXPECT_EQ(outdated(names, {}, 2), (Names{"baton-20261120T000000Z", "baton-20261119T000000Z"}));
    EXPECT_EQ(outdated(names, {"baton-20261119T000000Z"}, 2), (Names{"baton-20261120T000000Z"}));
    EXPECT_EQ(outdated(names, {"baton-20261119T000000Z", "baton-20261122T000000Z"}, 2),
              (Names{"baton-20261120T000000Z", "baton-20261119T000000Z"}));
    EXPECT_EQ(outdated(names, {}, 7), Names{});
    EXPECT_EQ(outdated(names, {}, 0).size(), 3U); // one stays in any case
    EXPECT_EQ(outdated({}, {}, 2), Names{});
}

} // namespace
} // namespace baton
