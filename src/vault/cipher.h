// The few primitives everything encrypted here is made of. Thread-safe.
//   sealing      XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03 over RFC 8439), random nonce of 24 bytes
//   derivation   HKDF-Expand with SHA-256, one block (RFC 5869 §2.3; the input is a uniform key, so §3.3 skips Extract)
//   blind index  HMAC-SHA-256 (RFC 2104)
#pragma once
#include "vault/secret.h"

namespace baton {

// nonce ‖ ciphertext ‖ tag; `associated` is bound but not contained.
std::vector<unsigned char> seal(Secret const&, Bytes associated, Bytes plain);
// Absent when the key or the associated data is another, or anything was changed or cut.
std::optional<std::string> unseal(Secret const&, Bytes associated, Bytes sealed);

Hash hmac_sha256(Bytes key, std::initializer_list<Bytes> parts);
// A key of its own for each purpose; one says nothing about another.
Secret derive(Secret const&, std::string_view purpose);
// The same for one use at once: guarded memory costs a dozen system calls. The caller wipes it.
Hash derive_for_now(Secret const&, std::string_view purpose);

} // namespace baton
