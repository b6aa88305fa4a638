#include "http/range.h"

#include "http/finish.h"
#include <cstring>
#include <gtest/gtest.h>

namespace baton::http {

namespace {

// Gives three bytes at a time, as a disk may give fewer than were asked for.
class Letters : public Source {
public:
    explicit Letters(std::string all) : all_(std::move(all)) {}
    std::optional<std::uint64_t> size() const override { return all_.size(); }
    std::size_t read(char* to, std::size_t capacity) override {
        auto const n = std::min({capacity, all_.size() - given_, std::size_t(3)});
        std::memcpy(to, all_.data() + given_, n);
        given_ += n;
        return n;
    }

private:
    std::string all_;
    std::size_t given_ = 0;
};

std::string read_all(Source& source) {
    std::string all, piece(100, ' ');
    while (auto const n = source.read(piece.data(), piece.size())) all += piece.substr(0, n);
    return all;
}

Request asking(std::vector<Header> headers) {
    Request r;
    r.headers = std::move(headers);
    return r;
}

Response alphabet() {
    Response r;
    r.headers = {{"Content-Type", "video/webm"}, {"ETag", "\"abc\""}, {"Accept-Ranges", "bytes"}};
    r.source = std::make_unique<Letters>("abcdefghijklmnopqrstuvwxyz");
    return r;
}

TEST(Range, reads_what_is_asked) {
    EXPECT_EQ(asked_range("bytes=0-0", 26), (ByteRange{0, 1}));
    EXPECT_EQ(asked_range("bytes=3-", 26), (ByteRange{3, 23}));
    EXPECT_EQ(asked_range("Bytes=20-99", 26), (ByteRange{20, 6}));
    EXPECT_EQ(asked_range("bytes=-4", 26), (ByteRange{22, 4}));
    EXPECT_EQ(asked_range("bytes=-400", 26), (ByteRange{0, 26}));
    EXPECT_EQ(asked_range("bytes=0-99999999999999999999999", 26), (ByteRange{0, 26}));
    for (auto const* nothing : {"bytes=26-", "bytes=26-30", "bytes=99999999999999999999999-", "bytes=-0"})
        EXPECT_EQ(asked_range(nothing, 26)->size, 0u) << nothing;
    for (auto const* ignored : {"", "bytes", "bytes=", "bytes=-", "bytes=5", "bytes=a-b", "bytes=5-4", "bytes=0-1,3-4",
                                "lines=0-1", "bytes=--1", "bytes=+1-2", "bytes=0x1-2"})
        EXPECT_FALSE(asked_range(ignored, 26)) << ignored;
}

TEST(Range, gives_the_part_and_says_which) {
    auto r = alphabet();
    finish(asking({{"Range", "bytes=4-9"}}), r);
    EXPECT_EQ(r.status, 206);
    EXPECT_EQ(find_header(r.headers, "Content-Range"), "bytes 4-9/26");
    EXPECT_EQ(find_header(r.headers, "Content-Type"), "video/webm");
    EXPECT_EQ(r.source->size(), 6u);
    EXPECT_EQ(read_all(*r.source), "efghij");
}

TEST(Range, says_how_much_there_is_where_nothing_is) {
    auto r = alphabet();
    finish(asking({{"Range", "bytes=26-"}}), r);
    EXPECT_EQ(r.status, 416);
    EXPECT_EQ(find_header(r.headers, "Content-Range"), "bytes */26");
    EXPECT_FALSE(r.source);
}

TEST(Range, goes_on_only_with_what_it_began_with) {
    for (auto const& [tag, status] :
         {std::pair{"\"abc\"", 206}, {"\"old\"", 200}, {"W/\"abc\"", 200}, {"Mon, 30 Nov 2026 00:00:00 GMT", 200}}) {
        auto r = alphabet();
        finish(asking({{"Range", "bytes=4-9"}, {"If-Range", tag}}), r);
        EXPECT_EQ(r.status, status) << tag;
    }
}

TEST(Range, leaves_other_answers_whole) {
    auto post = asking({{"Range", "bytes=4-9"}}), head = post, known = post;
    post.method = Method::post;
    head.method = Method::head;
    known.headers.push_back({"If-None-Match", "\"abc\""});
    auto posted = alphabet(), headed = alphabet(), same = alphabet(), unsaid = alphabet(), empty = alphabet();
    finish(post, posted);
    finish(head, headed);
    finish(known, same);
    unsaid.headers.pop_back();
    finish(asking({{"Range", "bytes=4-9"}}), unsaid);
    empty.source = std::make_unique<Letters>("");
    finish(asking({{"Range", "bytes=0-"}}), empty);
    EXPECT_EQ((std::vector{posted.status, headed.status, same.status, unsaid.status, empty.status}),
              (std::vector{200, 200, 304, 200, 200}));
}

} // namespace

} // namespace baton::http
