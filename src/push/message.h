// The encryption of a push message for one browser (RFC 8291, in the coding aes128gcm of RFC 8188), so that the push
// service that carries it reads nothing. Pure.
#pragma once
#include "push/p256.h"

#include <string>

namespace baton {

// What a browser gave: its public key p256dh and its secret auth.
struct PushRecipient {
    std::vector<unsigned char> point, secret;
};
inline constexpr std::size_t push_secret_size = 16;

using PushSalt = std::array<unsigned char, 16>;

// Of a message at most this long, and padded: what a push service must take is 4,096 bytes in all (RFC 8030 §7.2).
inline constexpr std::size_t longest_push_content = 3'000;

// One record. What is encrypted is filled up to a multiple of `padding`, so that its length says little. The sender's
// key and the salt are for this one message. REQUIRES: plain.size() <= longest_push_content, padding from 1 to 256.
std::string encrypt_push(PushRecipient const&, P256Key const& sender, PushSalt const&, std::string_view plain,
                         std::size_t padding);

} // namespace baton
