// A master key under a passphrase, as text that may lie beside a backup: Argon2id (RFC 9106; 64 MiB, 3 passes) derives
// what XChaCha20-Poly1305 seals it with. One JSON object, so that it can be recognised and outlive its parameters.
#pragma once
#include "custody/phrase.h"

namespace baton {

constexpr std::size_t shortest_passphrase = 12;

// Throws CustodyError when the passphrase is shorter than that.
std::string wrap_key(Secret const& master, std::string_view passphrase);
// Throws CustodyError: not such a file, cut, changed, or another passphrase.
Secret unwrap_key(std::string_view text, std::string_view passphrase);

} // namespace baton
