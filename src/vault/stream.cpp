#include "vault/stream.h"

#include <sodium.h>

namespace baton {

static_assert(stream_head_size == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(stream_piece_extra == crypto_secretstream_xchacha20poly1305_ABYTES);

SealingStream::SealingStream(Secret const& key)
    : state_(std::make_unique<crypto_secretstream_xchacha20poly1305_state>()) {
    crypto_secretstream_xchacha20poly1305_init_push(state_.get(), head_.data(), key.bytes().data());
}

SealingStream::~SealingStream() { sodium_memzero(state_.get(), sizeof *state_); }

std::vector<unsigned char> SealingStream::seal(std::string_view plain, Piece piece) {
    std::vector<unsigned char> sealed(plain.size() + stream_piece_extra);
    unsigned char const tag = piece == Piece::last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
    crypto_secretstream_xchacha20poly1305_push(state_.get(), sealed.data(), nullptr, bytes_of(plain).data(),
                                               plain.size(), nullptr, 0, tag);
    return sealed;
}

OpeningStream::OpeningStream(Secret const& key, Bytes head)
    : state_(std::make_unique<crypto_secretstream_xchacha20poly1305_state>()) {
    crypto_secretstream_xchacha20poly1305_init_pull(state_.get(), head.data(), key.bytes().data());
}

OpeningStream::~OpeningStream() { sodium_memzero(state_.get(), sizeof *state_); }

std::optional<OpeningStream::Opened> OpeningStream::open(Bytes sealed) {
    if (sealed.size() < stream_piece_extra) return std::nullopt;
    Opened opened{std::string(sealed.size() - stream_piece_extra, '\0'), Piece::more};
    unsigned char tag = 0;
    auto const done =
        crypto_secretstream_xchacha20poly1305_pull(state_.get(), reinterpret_cast<unsigned char*>(opened.plain.data()),
                                                   nullptr, &tag, sealed.data(), sealed.size(), nullptr, 0);
    if (done != 0) return std::nullopt;
    if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) opened.piece = Piece::last;
    return opened;
}

} // namespace baton
