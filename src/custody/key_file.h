// The file with the master key: one line per key as a recovery phrase, the first in use, and lines of explanation that
// begin with #. Written whole or not at all, mode 0600, flushed with its directory. Throws CustodyError with a sentence
// for the operator. Not thread-safe.
#pragma once
#include "custody/phrase.h"

#include <filesystem>

namespace baton {

using Masters = std::vector<Secret>; // the first is in use

// Absent when there is no such file.
std::optional<Masters> read_key_file(std::filesystem::path const&);
// "" or why the file should be better guarded.
std::string key_file_warning(std::filesystem::path const&);

// Refuses when the file exists.
void create_key_file(std::filesystem::path const&, Masters const&);
void replace_key_file(std::filesystem::path const&, Masters const&);
// Any text, for the owner only; refuses when the file exists.
void create_private_file(std::filesystem::path const&, std::string_view text);

} // namespace baton
