#include "command/key.h"

#include "custody/custody.h"
#include "custody/wrapped_key.h"

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
    auto const database = db::open({.url = options.database_url, .data_dir = options.data_dir.string()});
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

} // namespace baton
