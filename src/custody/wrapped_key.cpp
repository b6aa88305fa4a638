#include "custody/wrapped_key.h"

#include "base/json.h"
#include "vault/key_ring.h"

#include <fmt/format.h>
#include <sodium.h>

namespace baton {
namespace {

constexpr std::string_view what_it_is = "baton wrapped key";

struct WrappedFile {
    std::string kind;
    std::int64_t version = 0;
    std::string fingerprint; // of the key, to tell files apart
    std::int64_t passes = 0, memory_kib = 0;
    std::string salt, sealed; // base64url
};
DESCRIBE(WrappedFile, (), (kind, version, fingerprint, passes, memory_kib, salt, sealed));

// What is written, and what is accepted: a file must not make us take all memory there is.
constexpr std::int64_t version = 1, passes = 3, memory_kib = 64 * 1024, most_passes = 16, most_memory_kib = 1024 * 1024;

Secret key_of_passphrase(std::string_view passphrase, Bytes salt, std::int64_t passes, std::int64_t memory_kib) {
    std::array<unsigned char, Secret::size> bytes;
    auto const done = crypto_pwhash(bytes.data(), bytes.size(), passphrase.data(), passphrase.size(), salt.data(),
                                    static_cast<unsigned long long>(passes), std::size_t(memory_kib) * 1024,
                                    crypto_pwhash_ALG_ARGON2ID13);
    if (done != 0) throw CustodyError("There is not enough memory for the passphrase (64 MiB are needed).");
    Secret key(bytes);
    wipe(bytes);
    return key;
}

std::string associated_data(WrappedFile const& file) {
    return fmt::format("{} {} {} {} {}", file.kind, file.version, file.fingerprint, file.passes, file.memory_kib);
}

WrappedFile parsed(std::string_view text) {
    try {
        return read_json<WrappedFile>(parse_json(text));
    } catch (std::exception const&) {
        throw CustodyError("This is not a wrapped key: `baton key wrap` writes such files. It may have been cut.");
    }
}

bool is_acceptable(WrappedFile const& file) {
    return file.kind == what_it_is && file.passes >= 1 && file.passes <= most_passes && file.memory_kib >= 8 &&
           file.memory_kib <= most_memory_kib;
}

} // namespace

std::string wrap_key(Secret const& master, std::string_view passphrase) {
    if (passphrase.size() < shortest_passphrase)
        throw CustodyError(fmt::format("The passphrase needs at least {} characters.", shortest_passphrase));
    auto const salt = random_bytes<crypto_pwhash_SALTBYTES>();
    WrappedFile file{std::string(what_it_is), version, KeyRing::fingerprint(master), passes, memory_kib,
                     base64url(salt),         ""};
    auto const associated = associated_data(file);
    file.sealed =
        base64url(seal(key_of_passphrase(passphrase, salt, passes, memory_kib), bytes_of(associated), master.bytes()));
    return to_json_text(file) + "\n";
}

Secret unwrap_key(std::string_view text, std::string_view passphrase) {
    auto const file = parsed(text);
    if (file.kind == what_it_is && file.version > version)
        throw CustodyError("This wrapped key was written by a newer program. Use that one.");
    auto const salt = from_base64url(file.salt), sealed = from_base64url(file.sealed);
    if (!is_acceptable(file) || !salt || salt->size() != crypto_pwhash_SALTBYTES || !sealed)
        throw CustodyError("This wrapped key is damaged.");
    auto const key = key_of_passphrase(passphrase, *salt, file.passes, file.memory_kib);
    auto const associated = associated_data(file);
    auto plain = unseal(key, bytes_of(associated), *sealed);
    if (!plain || plain->size() != Secret::size)
        throw CustodyError("The passphrase is not the one of this file, or the file is damaged.");
    Secret master(bytes_of(*plain));
    wipe(*plain);
    return master;
}

} // namespace baton
