// Seals of the event log: pure functions over bytes. Integers are 8 bytes big-endian two's complement,
// words are one length byte and their bytes, ids that may be absent are 0x00 or 0x01 and the integer.
//
//   content hash = SHA-256(salt[16] ‖ content text)
//   header       = 0x01 ‖ tenant ‖ seq ‖ id ‖ ticket? ‖ at ‖ actor kind ‖ actor id? ‖ kind ‖ visibility
//   leaf         = SHA-256(0x00 ‖ header ‖ content hash)
//   root         = Merkle tree hash of RFC 6962 §2.1 over a batch's leaves in order of seq: SHA-256(0x01 ‖ left ‖
//   right) chain        = SHA-256(0x02 ‖ previous chain ‖ root ‖ first seq ‖ last seq ‖ sealed at); 32 zero bytes come
//   first
//
// The content text is what is stored: of an encrypted content the ciphertext. One encrypted later (event/content.h)
// keeps the hash of what it was, and its salt is inside the ciphertext. `state` is in no hash: delivery moves it on
// (held, queued, sent) long after the seal. The salt keeps a short content from being guessed from its hash after
// erasure. A chain cut at its end proves itself; only a chain hash kept elsewhere shows what was cut off.
#pragma once
#include "base/hash.h"
#include "base/id.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace baton {

using Salt = std::array<unsigned char, 16>;

// What of an event is sealed, as stored: words, not enums, so that a row someone changed can be judged too.
struct SealedHeader {
    std::int64_t tenant_id = 0, seq = 0, id = 0;
    std::optional<std::int64_t> ticket_id;
    std::int64_t at = 0;
    std::string_view actor_kind;
    std::optional<std::int64_t> actor_id;
    std::string_view kind;
    std::string_view visibility;
};

Hash content_hash(Bytes salt, std::string_view content_text);
// REQUIRES: no word is longer than 255 bytes (longer ones are hashed cut, so they never match a seal).
Hash leaf_hash(SealedHeader const&, Bytes content_hash);

// RFC 6962 §2.1; of no leaves: SHA-256 of nothing.
Hash merkle_root(std::span<Hash const> leaves);

struct BatchSeal {
    std::int64_t first_seq = 0, last_seq = 0;
    Hash root{};
    std::int64_t sealed_at = 0;
};
Hash chain_hash(Hash const& previous, BatchSeal const&);

// The first bytes of every leaf, kept beside the root: they prove nothing, they tell which event changed.
inline constexpr std::size_t mark_size = 8;
std::vector<unsigned char> marks_of(std::span<Hash const> leaves);

} // namespace baton
