#include "event/seal.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace baton {
namespace {

// The expected values were computed by another program from the format at the top of seal.h.
constexpr std::string_view content = "{\"body\":\"你好\"}";

Salt counting_salt() {
    Salt salt;
    for (std::size_t i = 0; i < salt.size(); ++i) salt[i] = static_cast<unsigned char>(i);
    return salt;
}

SealedHeader message() {
    return {.tenant_id = 1,
            .seq = 1,
            .id = 100,
            .ticket_id = 7,
            .at = 1'700'000'000'000'000,
            .actor_kind = "agent",
            .actor_id = 5,
            .kind = "message",
            .visibility = "public"};
}

SealedHeader erasure() {
    return {.tenant_id = 1,
            .seq = 2,
            .id = 101,
            .at = -1,
            .actor_kind = "system",
            .kind = "erased",
            .visibility = "internal"};
}

TEST(Seal, KnownAnswers) {
    auto const hash = content_hash(counting_salt(), content);
    EXPECT_EQ(hex(hash), "159a2497792856b1026c847af49b8ac48b537e59b1fe742d62857e9391ebb33a");
    std::vector<Hash> const leaves{leaf_hash(message(), hash), leaf_hash(erasure(), hash)};
    EXPECT_EQ(hex(leaves[0]), "948c6ffde3d2056f35fba4b794254cabf756e517a446d5d13079125d91a7b1f9");
    EXPECT_EQ(hex(leaves[1]), "6e8ad0d82e6d2d30b3ab7529330f5e2b8844b5a9b69d1651827f70f032a02b73");
    auto const root = merkle_root(leaves);
    EXPECT_EQ(hex(root), "7773f5c3e535b830212e8d889efe5688d1e172b4c68bcc97ac93276706234e7b");
    auto const first = chain_hash({}, {1, 2, root, 1'700'000'000'000'001});
    EXPECT_EQ(hex(first), "7c70226e8205593980dad422cfcd98f68152b18e37d70642e8cb21d4a352110f");
    EXPECT_EQ(hex(chain_hash(first, {3, 3, leaves[0], -5})),
              "253cb9f63c8e9cd27828a0403bfc9bdcd058d9d13f253e347471e55982af84d7");
}

TEST(Seal, RootsOfTheCertificateTransparencyExamples) {
    std::vector<std::string> const inputs{
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
    std::vector<std::string> const roots{"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    std::vector<Hash> leaves;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        leaves.push_back(Sha256().update(std::string_view("\0", 1)).update(*from_hex(inputs[i])).finish());
        EXPECT_EQ(hex(merkle_root(leaves)), roots[i]) << i + 1;
    }
    EXPECT_EQ(merkle_root({}), sha256(""));
}

TEST(Seal, EveryMemberOfTheHeaderCounts) {
    auto const hash = content_hash(counting_salt(), content);
    std::vector<SealedHeader> headers(12, message());
    headers[1].tenant_id = 2;
    headers[2].seq = 2;
    headers[3].id = 7;
    headers[4].ticket_id = 100;
    headers[5].ticket_id = std::nullopt;
    headers[6].at += 1;
    headers[7].actor_kind = "rule";
    headers[8].actor_id = 6;
    headers[9].actor_id = std::nullopt;
    headers[10].kind = "rated";
    headers[11].visibility = "internal";
    std::vector<Hash> leaves;
    for (auto const& header : headers) leaves.push_back(leaf_hash(header, hash));
    leaves.push_back(leaf_hash(message(), content_hash(counting_salt(), "{}")));
    std::ranges::sort(leaves);
    EXPECT_EQ(std::ranges::adjacent_find(leaves), leaves.end());
}

TEST(Seal, WordsCannotSlideIntoEachOther) {
    auto a = message(), b = message();
    a.kind = "messagep", a.visibility = "ublic";
    b.kind = "message", b.visibility = "public";
    EXPECT_NE(leaf_hash(a, Hash{}), leaf_hash(b, Hash{}));
}

TEST(Seal, EveryMemberOfTheBatchIsChained) {
    BatchSeal const batch{1, 2, sha256("root"), 3};
    std::vector<Hash> chains{chain_hash({}, batch),
                             chain_hash(sha256("other"), batch),
                             chain_hash({}, {2, 2, batch.root, 3}),
                             chain_hash({}, {1, 3, batch.root, 3}),
                             chain_hash({}, {1, 2, sha256("other"), 3}),
                             chain_hash({}, {1, 2, batch.root, 4})};
    std::ranges::sort(chains);
    EXPECT_EQ(std::ranges::adjacent_find(chains), chains.end());
}

TEST(Seal, OverlongInputStaysInBounds) {
    auto header = message();
    std::string const word(10'000, 'x');
    header.kind = header.actor_kind = header.visibility = word;
    EXPECT_NE(leaf_hash(header, bytes_of(word)), leaf_hash(message(), bytes_of(word)));
}

} // namespace
} // namespace baton
