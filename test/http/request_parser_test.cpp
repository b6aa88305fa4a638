#include "http/request_parser.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace baton::http {
namespace {

std::string body_cut_every(std::size_t piece, std::string_view chunks) {
    auto const bytes = fmt::format("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{}", chunks);
    RequestParser parser(1024);
    std::string waiting;
    for (std::size_t i = 0; i < bytes.size(); i += piece) {
        waiting += bytes.substr(i, piece);
        bool had_head = true;
        do {
            had_head = parser.head_complete();
            waiting.erase(0, parser.feed(waiting));
        } while (parser.head_complete() != had_head);
    }
    EXPECT_TRUE(parser.complete()) << piece;
    EXPECT_EQ(waiting, "") << piece;
    return parser.body();
}

// Also where the last chunk arrives a byte at a time, with and without a chunk before it.
TEST(RequestParserTest, takes_chunks_however_they_are_cut) {
    for (std::size_t piece = 1; piece < 90; ++piece) {
        EXPECT_EQ(body_cut_every(piece, "0\r\n\r\n"), "");
        EXPECT_EQ(body_cut_every(piece, "0\r\nTrailer: x\r\n\r\n"), "");
        EXPECT_EQ(body_cut_every(piece, "1\r\na\r\n3;x=y\r\nbcd\r\n0\r\n\r\n"), "abcd");
    }
}

} // namespace
} // namespace baton::http
