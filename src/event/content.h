// The stored text of an event's content: one JSON object, empty members left out. The text itself
// is hashed, so it is written once and never rewritten.
#pragma once
#include "base/hash.h"
#include "event/event.h"

namespace baton {

// Throws std::invalid_argument for broken UTF-8: the databases would disagree about it.
std::string content_text(EventContent const&);
// The same as ciphertext, a JSON object too: {"encrypted": base64url}. The content hash is of what is stored, so nobody
// guesses the content from it.
std::string encrypted_text(Tx&, std::string_view text);
// Of one that was stored in clear: {"encrypted_later": base64url} of salt and text. Its content hash stays, and is
// proved by who can decrypt; the salt is no longer beside it.
std::string encrypted_text(Tx&, std::string_view text, Bytes salt);

bool holds_salt(std::string_view stored);

struct StoredContent {
    std::string text;                               // in clear
    std::optional<std::vector<unsigned char>> salt; // of one encrypted later
};
// REQUIRES: `stored` is what content_text or encrypted_text made.
StoredContent open_content(Tx&, std::string_view stored);

// Members of later versions are ignored. Throws std::runtime_error for what content_text never wrote.
EventContent read_content(std::string_view text);

} // namespace baton
