// A master key as people write it down: 56 characters of Crockford's base 32 in 14 groups, the last of them a checksum
// (24 bits of SHA-256). Read in either case, with any white space and hyphens; O is read as 0, I and L as 1.
#pragma once
#include "vault/secret.h"

namespace baton {

std::string phrase_of(Secret const&); // "8RKM-0Q3D-…"
// Throws CustodyError with a sentence that says what is wrong, never with what was typed.
Secret secret_of_phrase(std::string_view);

// One phrase, however it is broken into lines, or several, one to a line.
std::vector<std::string> phrases_in(std::string_view text);

struct CustodyError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

} // namespace baton
