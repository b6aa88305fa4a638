#include "backup/needed_key.h"

#include "backup/disk.h"
#include "custody/wrapped_key.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace baton {
namespace {

namespace fs = std::filesystem;

std::string short_names(std::vector<std::string> const& fingerprints) {
    std::vector<std::string_view> names;
    for (auto const& one : fingerprints) names.push_back(std::string_view(one).substr(0, 8));
    return fmt::format("{}", fmt::join(names, ", "));
}

bool opens(Masters const& masters, NeededKey const& needed) {
    return std::ranges::all_of(needed.fingerprints, [&](std::string const& wanted) {
        return std::ranges::any_of(masters, [&](Secret const& one) { return KeyRing::fingerprint(one) == wanted; });
    });
}

Masters given_masters(NeededKey const& needed) {
    Masters masters;
    if (needed.recovery_phrase)
        for (auto const& phrase : phrases_in(*needed.recovery_phrase)) masters.push_back(secret_of_phrase(phrase));
    if (!needed.passphrase) return masters;
    if (!fs::exists(needed.wrapped))
        throw BackupError("This backup was made without its key (--with-key), so no passphrase opens it. Give the key "
                          "file with --key-file, or its recovery phrase with --recovery-phrase.");
    masters.push_back(unwrap_key(read_file(needed.wrapped), *needed.passphrase));
    return masters;
}

} // namespace

FoundKey find_needed_key(NeededKey const& needed) {
    FoundKey found;
    auto const names = short_names(needed.fingerprints);
    if (auto masters = read_key_file(needed.key_file)) {
        found = {std::move(*masters), true};
        if (opens(found.masters, needed)) return found;
        throw BackupError(fmt::format("The key file {} holds another key than this needs ({}). Give the right one with "
                                      "--key-file, or move it away and give the passphrase or the recovery phrase.",
                                      needed.key_file.string(), names));
    }
    found.masters = given_masters(needed);
    if (found.masters.empty())
        throw BackupError(
            fmt::format("Without its master key ({}) this cannot be read, and nothing was written. Put the key file at "
                        "{}, or name it with --key-file, or give the recovery phrase (--recovery-phrase){}.",
                        names, needed.key_file.string(),
                        fs::exists(needed.wrapped) ? " or the passphrase of the backup (--passphrase)" : ""));
    if (!opens(found.masters, needed))
        throw BackupError(
            fmt::format("This is the key of other data; what is needed is {}. Nothing was written.", names));
    return found;
}

} // namespace baton
