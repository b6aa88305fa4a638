// The master keys that data cannot be read without, from the key file or what the operator gives in its place.
#pragma once
#include "custody/custody.h"

namespace baton {

struct NeededKey {
    std::vector<std::string> fingerprints;                  // of the keys that are needed
    std::filesystem::path key_file;                         // where they lie, or will
    std::filesystem::path wrapped;                          // a file with the key under a passphrase; may be missing
    std::optional<std::string> passphrase, recovery_phrase; // when there is no key file
};
struct FoundKey {
    Masters masters;
    bool is_written = false; // in the key file already
};
// Writes nothing. Throws BackupError, a sentence that says what to do, when the key is not there or another.
FoundKey find_needed_key(NeededKey const&);

} // namespace baton
