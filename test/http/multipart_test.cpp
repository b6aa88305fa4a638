#include "http/multipart.h"

#include "base/error.h"
#include "http/file_name.h"
#include <gtest/gtest.h>

namespace baton::http {

namespace {

struct Part {
    PartHead head;
    std::string data;
    bool ended = false;
};

struct Collected : PartSink {
    std::vector<Part> parts;
    void part_begin(PartHead const& head) override { parts.push_back({head, "", false}); }
    void part_data(std::string_view piece) override { parts.back().data += piece; }
    void part_end() override { parts.back().ended = true; }
};

Collected read(std::string_view body, std::size_t piece = 1 << 20, MultipartLimits limits = {}) {
    Collected out;
    Multipart reader("b0", limits, out);
    for (std::size_t i = 0; i < body.size(); i += piece) reader.write(body.substr(i, piece));
    reader.finish();
    return out;
}

std::string const two_parts =
    "preamble\r\n--b0\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n换货\r\n--b0 \t\r\n"
    "content-disposition: form-data; name=file; filename=\"a.bin\"\r\n"
    "Content-Type: image/png\r\nX-Other: y\r\n\r\n\r\n--b\r\n-b0\r\r\n\r\n--b0--\r\nepilogue\r\n--b0\r\n";

TEST(Multipart, gives_the_same_parts_wherever_the_pieces_are_cut) {
    for (std::size_t piece = 1; piece <= two_parts.size(); ++piece) {
        auto const out = read(two_parts, piece);
        ASSERT_EQ(out.parts.size(), 2u) << piece;
        EXPECT_EQ(out.parts[0].head.name, "note");
        EXPECT_FALSE(out.parts[0].head.filename);
        EXPECT_EQ(out.parts[0].data, "换货");
        EXPECT_EQ(out.parts[1].head.filename, "a.bin");
        EXPECT_EQ(out.parts[1].head.media_type, "image/png");
        EXPECT_EQ(out.parts[1].data, "\r\n--b\r\n-b0\r\r\n") << piece;
        EXPECT_TRUE(out.parts[0].ended && out.parts[1].ended);
    }
}

TEST(Multipart, knows_parts_without_data) {
    std::string const head = "--b0\r\nContent-Disposition: form-data; name=a\r\n\r\n";
    for (auto const* rest : {"\r\n--b0--", "--b0--"})
        for (std::size_t piece : {1, 2, 1000}) {
            auto const out = read(head + rest, piece);
            ASSERT_EQ(out.parts.size(), 1u);
            EXPECT_EQ(out.parts[0].data, "");
            EXPECT_TRUE(out.parts[0].ended);
        }
    EXPECT_TRUE(read("--b0--").parts.empty());
}

TEST(Multipart, hands_large_data_on_at_once) {
    Collected out;
    Multipart reader("b0", {}, out);
    reader.write("--b0\r\nContent-Disposition: form-data; name=a; filename=x\r\n\r\n");
    for (int i = 0; i < 100; ++i) {
        reader.write(std::string(65536, char('a' + i % 26)));
        EXPECT_GE(out.parts.at(0).data.size() + 16, std::size_t(i + 1) * 65536);
    }
}

TEST(Multipart, prefers_the_extended_name) {
    auto const out = read("--b0\r\nContent-Disposition: form-data; name=a; filename=\"?.png\"; "
                          "filename*=UTF-8''%E5%9B%BE.png\r\n\r\nx\r\n--b0--");
    EXPECT_EQ(out.parts.at(0).head.filename, "图.png");
}

struct BrokenMultipart : testing::TestWithParam<std::string> {};

TEST_P(BrokenMultipart, is_malformed) {
    for (std::size_t piece : {1, 1000}) try {
            read(GetParam(), piece);
            FAIL() << "accepted";
        } catch (Error const& e) {
            EXPECT_EQ(e.code, ErrorCode::malformed);
        }
}

std::string const named = "Content-Disposition: form-data; name=a\r\n";
INSTANTIATE_TEST_SUITE_P(All, BrokenMultipart,
                         testing::Values("", "--b0", "--b0-", "--b0\r\n", "--b0\r\n" + named + "\r\nx",
                                         "--b0\r\n" + named + "\r\nx\r\n--b0", "--b0x\r\n" + named + "\r\nx\r\n--b0--",
                                         "--b0\r\n\r\nx\r\n--b0--", "--b0\r\nContent-Type: a/b\r\n\r\nx\r\n--b0--",
                                         "--b0\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b0--",
                                         "--b0\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b0--",
                                         "--b0\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\nx\r\n--b0--",
                                         "--b0\r\n" + named + named + "\r\nx\r\n--b0--",
                                         "--b0\r\n" + named + "Content-Transfer-Encoding: base64\r\n\r\nx\r\n--b0--",
                                         "--b0\r\nno colon\r\n" + named + "\r\nx\r\n--b0--",
                                         std::string(9000, 'x') + "\r\n--b0--",
                                         "--b0" + std::string(100, ' ') + "\r\n" + named + "\r\nx\r\n--b0--"));

TEST(Multipart, limits_parts_and_their_headers) {
    auto const part = "--b0\r\n" + named + "\r\nx\r\n";
    MultipartLimits few;
    few.parts = 2;
    EXPECT_EQ(read(part + part + "--b0--", 7, few).parts.size(), 2u);
    EXPECT_THROW(read(part + part + part + "--b0--", 7, few), Error);
    EXPECT_THROW(read("--b0\r\nX: " + std::string(9000, 'x') + "\r\n" + named + "\r\nx\r\n--b0--"), Error);
    EXPECT_THROW(read("--b0\r\nX: " + std::string(9000, 'x')), Error) << "without an end, too";
}

TEST(MultipartBoundary, is_in_the_content_type) {
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=----WebKit7"), "----WebKit7");
    EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=utf-8; boundary=\"a b\""), "a b");
    for (auto const& type : {std::string(), std::string("application/json"), std::string("multipart/form-data"),
                             std::string("multipart/mixed; boundary=a"), std::string("multipart/form-data; boundary="),
                             "multipart/form-data; boundary=" + std::string(71, 'a'),
                             std::string("multipart/form-data; boundary=\"\x01\"")})
        EXPECT_THROW(multipart_boundary(type), Error) << type;
}

TEST(FileName, is_safe_and_keeps_what_people_wrote) {
    struct Case {
        std::string raw, safe;
    };
    for (auto const& [raw, safe] : std::initializer_list<Case>{{"发票 2026.pdf", "发票 2026.pdf"},
                                                               {"../../etc/passwd", "passwd"},
                                                               {"C:\\Users\\li\\图.png", "图.png"},
                                                               {"/", "file"},
                                                               {"", "file"},
                                                               {"..", "file"},
                                                               {".htaccess", "htaccess"},
                                                               {"a.", "a"},
                                                               {" .. a .. ", "a"},
                                                               {std::string("a\0b\r\n.txt", 9), "ab.txt"},
                                                               {"invoice\u202Egnp.exe", "invoicegnp.exe"},
                                                               {"a\u200B\uFEFFb", "ab"},
                                                               {"<a>:\"|?*.txt", "_a______.txt"},
                                                               {"\xff\xfe.txt", "__.txt"},
                                                               {"👨‍👩‍👧.jpg", "👨‍👩‍👧.jpg"}}) {
        EXPECT_EQ(safe_file_name(raw), safe) << raw;
        EXPECT_EQ(safe_file_name(safe), safe);
    }
}

TEST(FileName, is_cut_between_characters_with_its_extension) {
    std::string long_name;
    for (int i = 0; i < 100; ++i) long_name += "长";
    auto const cut = safe_file_name(long_name + ".docx");
    EXPECT_LE(cut.size(), 200u);
    EXPECT_GT(cut.size(), 190u);
    EXPECT_TRUE(cut.ends_with("长.docx"));
}

TEST(FileName, goes_into_a_download_header) {
    EXPECT_EQ(attachment_disposition("a b.txt"), "attachment; filename=\"a b.txt\"; filename*=UTF-8''a%20b.txt");
    EXPECT_EQ(attachment_disposition("图\"\r\nX: y.png"),
              "attachment; filename=\"____X_ y.png\"; filename*=UTF-8''%E5%9B%BE_X_%20y.png");
}

} // namespace
} // namespace baton::http
