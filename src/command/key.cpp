#include "command/key.h"

#include "custody/custody.h"
#include "custody/rotation.h"
#include "custody/service.h"
#include "custody/wrapped_key.h"
#include "tenant/service.h"

#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <iostream>

namespace baton {
namespace {

constexpr std::size_t longest_input = 64 * 1024;

std::string line_of_input() {
    std::string line;
    std::getline(std::cin, line);
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

std::string passphrase() {
    if (auto const* given = std::getenv("BATON_KEY_PASSPHRASE")) return given;
    return line_of_input();
}

std::string text_of_file(std::filesystem::path const& path) {
    std::ifstream file(path);
    std::string text(longest_input, '\0');
    file.read(text.data(), std::streamsize(text.size()));
    text.resize(std::size_t(file.gcount()));
    if (text.empty()) throw CustodyError("Cannot read " + path.string() + ", or it is empty.");
    return text;
}

// A phrase may be typed over several lines; a rotation that did not end needs two phrases, one to a line.
Masters masters_of_input() {
    std::string all, line;
    while (all.size() < longest_input && std::getline(std::cin, line)) all += line + "\n";
    Masters masters;
    for (auto const& phrase : phrases_in(all)) masters.push_back(secret_of_phrase(phrase));
    wipe(all);
    return masters;
}

} // namespace

CommandResult restore_key(AppOptions const& options, std::filesystem::path const& from) {
    auto const path = key_file_of(options.data_dir, options.key_file);
    if (options.database_url.empty() && !std::filesystem::exists(options.data_dir / "baton.db"))
        throw CustodyError("There is no data in " + options.data_dir.string() + ".");
    Masters masters;
    if (from.empty()) masters = masters_of_input();
    else masters.push_back(unwrap_key(text_of_file(from), passphrase()));
    auto const database = db::open(database_options(options), upgrade_rules(options));
    restore_key_file(*database, path, masters);
    return {0, fmt::format("The key is in {} again.\n", path.string())};
}

CommandResult wrap_key_file(AppOptions const& options, std::filesystem::path const& out) {
    auto const path = key_file_of(options.data_dir, options.key_file);
    auto const masters = read_key_file(path);
    if (!masters) throw CustodyError("There is no key file " + path.string() + ".");
    if (masters->size() > 1)
        throw CustodyError("A rotation of the master key has not ended. Start the server once, then wrap the key.");
    create_private_file(out, wrap_key(masters->front(), passphrase()));
    return {0, fmt::format("The key, under the passphrase, is in {}.\n", out.string())};
}

namespace {

CommandResult rotate_keys(db::Database& database, std::function<void()> const& begun) {
    begin_rotations(database, now());
    if (begun) {
        begun();
        return {0, "New keys are in use. What was encrypted before is encrypted again in the background; `baton key "
                   "status` says how far it is.\n"};
    }
    finish_rotations(database, [] { return false; });
    return {0, "New keys are in use everywhere.\n"};
}

CommandResult rotate_master_key(db::Database& database, Custody& custody) {
    auto const phrase = custody.rotate_master(database);
    return {0,
            fmt::format("There is a new master key in {}. Its recovery phrase, shown this once; the old one is worth "
                        "nothing now:\n  {}\n",
                        custody.key_file().string(), phrase)};
}

CommandResult key_status(db::Database& database) {
    std::string text;
    for (auto const& tenant : db::look(database, default_tenant, tenants_of_installation)) {
        auto const state = db::look(database, tenant.id, rotation_state);
        text += fmt::format("tenant {}: keys {}, retired {}, {}\n", tenant.id.value, state.keys, state.retired,
                            state.is_rotating ? "rotating " + state.place : "no rotation");
    }
    return {0, text};
}

} // namespace

CommandResult run_key_command(db::Database& database, Custody& custody, CommandLine const& line,
                              std::function<void()> const& begun) {
    try {
        if (line.name == "key status") return key_status(database);
        if (line.options.contains("master")) return rotate_master_key(database, custody);
        return rotate_keys(database, begun);
    } catch (std::exception const& error) {
        return {1, std::string(error.what()) + "\n"};
    }
}

} // namespace baton
