#include "attachment/sealed_file.h"

#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace baton {
namespace {

constexpr std::size_t head = 256 + stream_head_size, piece = 64 * 1024, sealed_piece = piece + stream_piece_extra;

class SealedFile : public testing::Test {
protected:
    ~SealedFile() override { std::filesystem::remove(path_); }

    std::unique_ptr<OpenFile> open(int flags) {
        return std::make_unique<OpenFile>(::open(path_.c_str(), flags | O_CLOEXEC, 0600));
    }
    // The key is wrapped by nothing here.
    void store(std::string_view content, std::size_t step = 1000) {
        auto const file = open(O_RDWR | O_CREAT | O_TRUNC);
        SealedFileWriter writer(*file);
        for (std::size_t at = 0; at < content.size(); at += step) writer.write(content.substr(at, step));
        writer.finish();
        writer.put_wrapped_key(writer.key().bytes());
    }
    std::string load(std::size_t step = 777) {
        SealedFileReader reader(open(O_RDONLY), [](Bytes wrapped) {
            if (wrapped.size() != Secret::size) throw VaultError("not as it was wrapped");
            return Secret(wrapped);
        });
        std::string content;
        std::string part(step, '\0');
        while (auto const n = reader.read(part.data(), part.size())) content += part.substr(0, n);
        EXPECT_EQ(reader.size(), content.size());
        return content;
    }
    std::string bytes() {
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void put(std::string const& all) { std::ofstream(path_, std::ios::binary | std::ios::trunc) << all; }

    std::filesystem::path const path_ =
        std::filesystem::temp_directory_path() / fmt::format("baton-sealed-file-{}", ::getpid());
};

std::string content_of(std::size_t size) {
    std::string content;
    for (std::size_t i = 0; i < size; ++i) content += char('a' + i / 7 % 26);
    return content;
}

TEST_F(SealedFile, WhatGoesInComesOut) {
    for (std::size_t const size : {0ul, 1ul, 16ul, piece - 1, piece, piece + 1, 2 * piece, 3 * piece + 17, 300'000ul}) {
        SCOPED_TRACE(size);
        store(content_of(size));
        EXPECT_EQ(load(), content_of(size));
        EXPECT_EQ(load(1 << 20), content_of(size));
    }
    store(content_of(200'000), 70'000);
    EXPECT_EQ(load(), content_of(200'000));
}

TEST_F(SealedFile, HoldsNothingOfItsContent) {
    auto const content = content_of(100'000);
    store(content);
    auto const one = bytes();
    EXPECT_EQ(one.find(content.substr(0, 8)), std::string::npos);
    store(content);
    EXPECT_NE(bytes(), one); // a key and a stream of its own each time
}

TEST_F(SealedFile, WhatWasChangedCutOrMovedDoesNotOpen) {
    store(content_of(3 * piece + 100));
    auto const whole = bytes();
    ASSERT_EQ(whole.size(), head + 3 * sealed_piece + 100 + stream_piece_extra);
    auto const fails = [&](std::string const& with) {
        put(with);
        EXPECT_THROW(load(), VaultError);
    };
    for (std::size_t const place : {std::size_t(0), std::size_t(9), std::size_t(12), std::size_t(260), head, head + 5,
                                    head + sealed_piece + 1, whole.size() - 1}) {
        SCOPED_TRACE(place);
        auto changed = whole;
        changed[place] = char(changed[place] ^ 1);
        fails(changed);
    }
    for (auto const end : {std::size_t(0), head, head + 3, head + sealed_piece, head + 2 * sealed_piece,
                           head + 3 * sealed_piece, whole.size() - 1}) {
        SCOPED_TRACE(end);
        fails(whole.substr(0, end));
    }
    auto swapped = whole;
    std::swap_ranges(swapped.begin() + head, swapped.begin() + head + sealed_piece,
                     swapped.begin() + head + sealed_piece);
    fails(swapped);
    fails(whole.substr(0, head) + whole.substr(head + sealed_piece)); // one left out
    put(whole);
    EXPECT_EQ(load(), content_of(3 * piece + 100));
}

} // namespace
} // namespace baton
