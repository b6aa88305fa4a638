#include "custody/custody.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace baton {
namespace {

class KeyFile : public testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(directory); }
    void TearDown() override { std::filesystem::remove_all(directory); }

    std::string refusal() {
        try {
            read_key_file(file);
        } catch (CustodyError const& error) {
            return error.what();
        }
        return "";
    }
    void write(std::string const& text) { std::ofstream(file) << text; }
    std::size_t files() {
        std::size_t n = 0;
        for ([[maybe_unused]] auto const& entry : std::filesystem::directory_iterator(directory)) ++n;
        return n;
    }
    static Masters one() {
        Masters masters;
        masters.push_back(Secret::random());
        return masters;
    }

    std::filesystem::path const directory =
        std::filesystem::temp_directory_path() / ("baton_key_" + hex(random_bytes<6>()));
    std::filesystem::path const file = directory / "data.key";
};

TEST_F(KeyFile, ReadsBackWhatWasWrittenForItsOwnerOnly) {
    auto const masters = one();
    create_key_file(file, masters);
    EXPECT_EQ(hex(read_key_file(file)->at(0).bytes()), hex(masters[0].bytes()));
    struct stat status {};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(key_file_warning(file), "");
    ::chmod(file.c_str(), 0640);
    EXPECT_NE(key_file_warning(file).find("chmod 600"), std::string::npos);
    EXPECT_EQ(files(), 1U);
}

TEST_F(KeyFile, IsNeverWrittenOver) {
    create_key_file(file, one());
    auto const before = phrase_of(read_key_file(file)->at(0));
    EXPECT_THROW(create_key_file(file, one()), CustodyError);
    EXPECT_EQ(phrase_of(read_key_file(file)->at(0)), before);
    EXPECT_EQ(files(), 1U);
}

TEST_F(KeyFile, IsReplacedAsAWhole) {
    create_key_file(file, one());
    auto two = one();
    two.push_back(Secret::random());
    replace_key_file(file, two);
    EXPECT_EQ(read_key_file(file)->size(), 2U);
    EXPECT_EQ(files(), 1U);
}

TEST_F(KeyFile, AFullDiskLeavesNothingHalf) {
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    auto const ignored = std::signal(SIGXFSZ, SIG_IGN);
    rlimit const small{100, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    EXPECT_THROW(create_key_file(file, one()), CustodyError);
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, ignored);
    EXPECT_EQ(files(), 0U);
}

TEST_F(KeyFile, DamageIsRefusedWithASentence) {
    EXPECT_FALSE(read_key_file(file));
    for (auto const* text : {"", "# only words\n", "ABCD\n", "\xff\xfe\n"}) {
        write(text);
        EXPECT_NE(refusal().find(file.string()), std::string::npos) << text;
    }
    write(phrase_of(Secret::random()).substr(0, 40));
    EXPECT_NE(refusal().find("damaged"), std::string::npos);
    write(std::string(100'000, '#'));
    EXPECT_NE(refusal().find("too long"), std::string::npos);
    std::filesystem::remove(file);
    std::filesystem::create_directory(file);
    EXPECT_NE(refusal().find("is not a file"), std::string::npos);
    EXPECT_THROW(create_key_file(directory / "absent" / "data.key", one()), CustodyError);
}

TEST_F(KeyFile, LiesBesideTheDataAndNeverInside) {
    EXPECT_EQ(key_file_of("/srv/baton", ""), "/srv/baton.key");
    EXPECT_EQ(key_file_of("/srv/baton/", ""), "/srv/baton.key");
    EXPECT_EQ(key_file_of("/srv/baton/.", ""), "/srv/baton.key");
    EXPECT_EQ(key_file_of("/srv/baton", "/etc/baton.key"), "/etc/baton.key");
    EXPECT_EQ(key_file_of("/srv/baton", "/srv/baton2/key"), "/srv/baton2/key");
    EXPECT_THROW(key_file_of("/srv/baton", "/srv/baton/key"), CustodyError);
    EXPECT_THROW(key_file_of("/srv/baton", "/srv/baton/a/../b/key"), CustodyError);
    std::filesystem::create_directory_symlink(directory, directory.string() + "-link");
    EXPECT_THROW(key_file_of(directory.string() + "-link", file), CustodyError);
    std::filesystem::remove(directory.string() + "-link");
}

} // namespace
} // namespace baton
