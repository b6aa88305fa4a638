// Encryption of what is too long to be in memory: pieces one after the other, of which none can be changed, moved or
// left out, nor the end cut off (libsodium's secretstream: XChaCha20-Poly1305 with a key that moves on). One thread.
#pragma once
#include "vault/secret.h"

struct crypto_secretstream_xchacha20poly1305_state;

namespace baton {

inline constexpr std::size_t stream_head_size = 24, stream_piece_extra = 17;

enum class Piece { more, last };

class SealingStream {
public:
    explicit SealingStream(Secret const&);
    ~SealingStream();
    // Comes first.
    Bytes head() const { return head_; }
    // `plain` and stream_piece_extra bytes.
    std::vector<unsigned char> seal(std::string_view plain, Piece);

private:
    std::array<unsigned char, stream_head_size> head_{};
    std::unique_ptr<crypto_secretstream_xchacha20poly1305_state> state_;
};

class OpeningStream {
public:
    // REQUIRES: `head` has stream_head_size bytes.
    OpeningStream(Secret const&, Bytes head);
    ~OpeningStream();
    struct Opened {
        std::string plain;
        Piece piece = Piece::more;
    };
    // Absent when it was changed, is of another stream or not the next of this one.
    std::optional<Opened> open(Bytes sealed);

private:
    std::unique_ptr<crypto_secretstream_xchacha20poly1305_state> state_;
};

} // namespace baton
