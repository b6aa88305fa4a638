// What kill -9 leaves of a restore at the beginning of each of its steps, and backups as another role.
#include "attachment/service.h"
#include "backup/disk.h"
#include "backup/service.h"
#include "db/scratch_database.h"
#include "install/install.h"

#include <csignal>
#include <filesystem>
#include <random>

namespace baton {
namespace {

namespace fs = std::filesystem;

class RestoreTest : public db::OnBothDatabases {
protected:
    void SetUp() override {
        testing::GTEST_FLAG(death_test_style) = "fast";
        fs::create_directories(root);
        Masters masters;
        masters.push_back(Secret::random());
        create_key_file(root / "the.key", masters);
        auto options = scratch.options();
        options.data_dir = from.data_dir.string();
        options.keys = nullptr;
        {
            Custody custody(from.key_file);
            database = custody.open(options);
            install_if_empty(*database, "correct-horse-battery");
            keep_a_file();
            database.reset();
        }
        backup = make_backup(from, nullptr, {root / "backups", {}, dump_url(), {}}, now()).path;
    }
    ~RestoreTest() override { fs::remove_all(root); }

    // Where policies hold the owner, the superuser dumps.
    std::string dump_url() const {
        bool const is_secured = scratch.options().row_security == db::RowSecurity::on;
        return is_secured ? scratch.superuser_url() : "";
    }
    void keep_a_file() {
        FileStore const files(from.data_dir);
        auto const pending = files.begin(default_tenant);
        pending->write(std::string(300'000, 'x'));
        Attachment attachment;
        attachment.name = "x.txt";
        attachment.size = pending->size();
        auto kept = files.keep(*pending, default_tenant, [&](Secret const& key, std::string const& sha256) {
            return db::run(*database, default_tenant, [&](Tx& tx) { return seal_file(tx, key, sha256); });
        });
        attachment.file = kept.name;
        attachment.sha256 = kept.sha256;
        db::run(*database, default_tenant,
                [&](Tx& tx) { add_attachment(tx, Actor::system(default_tenant), attachment, now()); });
    }
    RestoreWish wish() const {
        RestoreWish wish;
        wish.from = backup;
        wish.to = {root / "back", target.options().url, root / "back.key"};
        wish.recovery_phrase = phrase_of(read_key_file(from.key_file)->front());
        return wish;
    }
    void restore_until(RestoreStep step) const {
        auto killed = wish();
        killed.on_step = [step](RestoreStep at) {
            if (at == step) ::raise(SIGKILL);
        };
        restore_backup(killed);
    }
    void expect_whole() const {
        refuse_half_restored(wish().to.data_dir);
        DataPlace const back{root / "back", target.options().url, root / "back.key"};
        auto const again = make_backup(back, nullptr, {root / "again", {}, target_dump_url(), {}}, now());
        EXPECT_EQ(difference(check_backup(backup).tables, again.manifest.tables), "");
        EXPECT_EQ(again.manifest.attachments, 1);
        EXPECT_EQ(again.manifest.missing, 0);
    }
    std::string target_dump_url() const { return dump_url().empty() ? "" : target.superuser_url(); }

    fs::path const root = fs::temp_directory_path() / ("baton-restore-" + hex(random_bytes<6>()));
    DataPlace const from{root / "data", scratch.options().url, root / "the.key"};
    db::ScratchDatabase target{GetParam()};
    fs::path backup;
};

TEST_P(RestoreTest, KilledAtAnyStepItLeavesNothingInForceAndIsDoneAgain) {
    for (auto const step : {RestoreStep::check, RestoreStep::begin, RestoreStep::files, RestoreStep::database,
                            RestoreStep::key, RestoreStep::finish}) {
        SCOPED_TRACE(name_of(step));
        EXPECT_EXIT(restore_until(step), testing::KilledBySignal(SIGKILL), "");
        bool const has_begun = step > RestoreStep::begin;
        EXPECT_EQ(fs::exists(root / "back" / "restoring"), has_begun);
        if (has_begun) {
            EXPECT_THROW(refuse_half_restored(root / "back"), BackupError);
        }
    }
    // Six times killed, each time begun anew; the last one left the key and the database.
    EXPECT_TRUE(fs::exists(root / "back.key"));
    restore_backup(wish());
    expect_whole();
    EXPECT_THROW(restore_backup(wish()), BackupError); // not empty any more
}

TEST_P(RestoreTest, KilledWhenItWasDoneItIsInForce) {
    EXPECT_EXIT(restore_until(RestoreStep::done), testing::KilledBySignal(SIGKILL), "");
    expect_whole();
}

TEST_P(RestoreTest, AnAttachmentThatIsNotThereIsCountedAndTheRestIsKept) {
    fs::remove_all(from.data_dir / "files");
    auto const made = make_backup(from, nullptr, {root / "without", {}, dump_url(), {}}, now());
    EXPECT_EQ(made.manifest.missing, 1);
    auto without = wish();
    without.from = made.path;
    restore_backup(without);
}

// What check_backup says of a backup; "" when it is whole.
std::string problem_of(fs::path const& backup) try {
    check_backup(backup);
    return "";
} catch (BackupError const& error) {
    return error.what();
}

std::vector<fs::path> files_below(fs::path const& directory) {
    std::vector<fs::path> files;
    for (auto const& entry : fs::recursive_directory_iterator(directory))
        if (entry.is_regular_file()) files.push_back(entry.path());
    return files;
}

// At both ends of each file and at some places between them. The files may be those of the data, by a hard link, so
// each becomes one of its own before.
TEST_P(RestoreTest, AFlippedBitAnywhereIsFoundAndItsFileNamed) {
    constexpr int places = 12;
    std::mt19937_64 chance(20261122);
    backup = make_backup(from, nullptr, {root / "with-key", "nine tall giraffes", dump_url(), {}}, now()).path;
    for (auto const& path : files_below(backup)) {
        auto const name = fs::relative(path, backup).string();
        auto const whole = read_file(path);
        ASSERT_FALSE(whole.empty()) << name;
        auto const put = [&](std::string const& text) {
            fs::remove(path);
            write_file(path, text);
        };
        for (int i = 0; i < places; ++i) {
            auto const at = i == 0 ? 0 : i == 1 ? whole.size() - 1 : chance() % whole.size();
            auto text = whole;
            text[at] = char(text[at] ^ (1 << chance() % 8));
            put(text);
            auto const problem = problem_of(backup);
            EXPECT_NE(problem.find("damaged"), std::string::npos) << name << ", byte " << at;
            EXPECT_NE(problem.find(name), std::string::npos) << name << ", byte " << at << ": " << problem;
        }
        put(whole.substr(0, whole.size() - 1));
        EXPECT_NE(problem_of(backup).find(name), std::string::npos) << name;
        fs::remove(path);
        EXPECT_NE(problem_of(backup).find(name), std::string::npos) << name;
        put(whole);
    }
    EXPECT_EQ(problem_of(backup), "");
}

TEST_P(RestoreTest, EverythingInItIsForItsOwnerOnly) {
    auto const others = fs::perms::group_all | fs::perms::others_all;
    EXPECT_EQ(fs::status(backup).permissions() & others, fs::perms::none);
    for (auto const& entry : fs::recursive_directory_iterator(backup))
        EXPECT_EQ(entry.status().permissions() & others, fs::perms::none) << entry.path();
}

// Asked to end at one moment after the other: no backup, and nothing of one.
TEST_P(RestoreTest, ABackupThatIsGivenUpLeavesNothing) {
    for (int questions = 0;; questions += 9) {
        int left = questions;
        auto const is_over = [&] { return left-- <= 0; };
        try {
            make_backup(from, nullptr, {root / "given-up", {}, dump_url(), is_over}, now());
            break;
        } catch (std::exception const&) {
            EXPECT_TRUE(fs::is_empty(root / "given-up")) << questions;
            EXPECT_FALSE(fs::exists(from.data_dir / "backup-staging")) << questions;
        }
        ASSERT_LT(questions, 1000);
    }
    EXPECT_EQ(files_below(root / "given-up").size(), files_below(backup).size());
}

TEST_P(RestoreTest, WithoutRoomForItsKeyOrItsDataNothingIsWritten) {
    auto without = wish();
    without.recovery_phrase.reset();
    EXPECT_THROW(restore_backup(without), BackupError);
    without.recovery_phrase = phrase_of(Secret::random());
    EXPECT_THROW(restore_backup(without), BackupError);
    EXPECT_FALSE(fs::exists(root / "back"));
    fs::create_directories(root / "back" / "something");
    EXPECT_THROW(restore_backup(wish()), BackupError);
    EXPECT_FALSE(fs::exists(root / "back.key"));
}

ON_BOTH_DATABASES(RestoreTest);

} // namespace
} // namespace baton
