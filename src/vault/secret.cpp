#include "vault/secret.h"

#include <algorithm>
#include <sodium.h>
#include <stdexcept>

namespace baton {

Secret Secret::random() {
    auto bytes = random_bytes<size>();
    Secret secret(bytes);
    wipe(bytes);
    return secret;
}

Secret::Secret(Bytes bytes) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    if (bytes.size() != size) throw std::invalid_argument("a key has 32 bytes");
    memory_.reset(static_cast<unsigned char*>(sodium_malloc(size))); // locks the page where the system allows it
    if (!memory_) throw std::bad_alloc();
    std::ranges::copy(bytes, memory_.get());
    sodium_mprotect_readonly(memory_.get());
}

void Secret::Free::operator()(unsigned char* memory) const { sodium_free(memory); }

void wipe(std::span<unsigned char> bytes) {
    if (!bytes.empty()) sodium_memzero(bytes.data(), bytes.size());
}

void wipe(std::string& text) {
    if (!text.empty()) sodium_memzero(text.data(), text.size());
    text.clear();
}

} // namespace baton
