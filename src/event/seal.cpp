#include "event/seal.h"

#include <algorithm>
#include <bit>

namespace baton {
namespace {

// The bytes to be hashed, on the stack: this runs once per event inside the writer.
class Canonical {
public:
    explicit Canonical(unsigned char domain) { byte(domain); }

    void byte(unsigned char b) { bytes_[size_++] = b; }
    void integer(std::int64_t v) {
        for (int shift = 56; shift >= 0; shift -= 8)
            byte(static_cast<unsigned char>(static_cast<std::uint64_t>(v) >> shift));
    }
    void integer(std::optional<std::int64_t> v) {
        byte(v ? 1 : 0);
        if (v) integer(*v);
    }
    void word(std::string_view w) {
        w = w.substr(0, 255);
        byte(static_cast<unsigned char>(w.size()));
        raw(bytes_of(w));
    }
    void raw(Bytes b) {
        std::ranges::copy(b, bytes_.begin() + static_cast<std::ptrdiff_t>(size_));
        size_ += b.size();
    }
    Hash hash() const { return sha256(Bytes(bytes_.data(), size_)); }

private:
    std::array<unsigned char, 1024> bytes_;
    std::size_t size_ = 0;
};

Hash node_hash(Hash const& left, Hash const& right) {
    Canonical bytes(0x01);
    bytes.raw(left);
    bytes.raw(right);
    return bytes.hash();
}

} // namespace

Hash content_hash(Bytes salt, std::string_view content_text) { return sha256({salt, bytes_of(content_text)}); }

Hash leaf_hash(SealedHeader const& event, Bytes content_hash) {
    Canonical bytes(0x00);
    bytes.byte(0x01); // version of the header
    bytes.integer(event.tenant_id);
    bytes.integer(event.seq);
    bytes.integer(event.id);
    bytes.integer(event.ticket_id);
    bytes.integer(event.at);
    bytes.word(event.actor_kind);
    bytes.integer(event.actor_id);
    bytes.word(event.kind);
    bytes.word(event.visibility);
    bytes.raw(content_hash.first(std::min<std::size_t>(content_hash.size(), 32)));
    return bytes.hash();
}

Hash merkle_root(std::span<Hash const> leaves) {
    if (leaves.empty()) return sha256("");
    if (leaves.size() == 1) return leaves[0];
    auto const half = std::bit_ceil(leaves.size()) / 2; // the largest power of two below the size
    return node_hash(merkle_root(leaves.first(half)), merkle_root(leaves.subspan(half)));
}

Hash chain_hash(Hash const& previous, BatchSeal const& batch) {
    Canonical bytes(0x02);
    bytes.raw(previous);
    bytes.raw(batch.root);
    bytes.integer(batch.first_seq);
    bytes.integer(batch.last_seq);
    bytes.integer(batch.sealed_at);
    return bytes.hash();
}

std::vector<unsigned char> marks_of(std::span<Hash const> leaves) {
    std::vector<unsigned char> marks;
    marks.reserve(leaves.size() * mark_size);
    for (auto const& leaf : leaves) marks.insert(marks.end(), leaf.begin(), leaf.begin() + mark_size);
    return marks;
}

} // namespace baton
