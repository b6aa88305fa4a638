#include "command/backup.h"

#include <cstdlib>
#include <fmt/format.h>
#include <iostream>

namespace baton {
namespace {

constexpr std::size_t longest_phrase = 64 * 1024;

std::string told(BackupMade const& made, std::int64_t us) {
    auto const& manifest = made.manifest;
    std::int64_t rows = 0;
    for (auto const& table : manifest.tables) rows += table.rows;
    std::string text;
    for (auto const& name : made.swept)
        text += fmt::format("{} was left by a backup that was killed, and is gone\n", name);
    text += fmt::format("{}: {} rows in {} tables, {} attachments, {} in {:.1f} s\n", made.path.string(), rows,
                        manifest.tables.size(), manifest.attachments, size_text(made.bytes),
                        double(us) / double(microseconds_per_second));
    if (manifest.missing > 0)
        text += fmt::format("{} attachments that tickets name were not there; `baton verify` names them\n",
                            manifest.missing);
    bool const has_key = std::ranges::find(manifest.files, key_name, &BackupFile::name) != manifest.files.end();
    text += has_key ? "the key is inside, under the passphrase\n"
                    : "the key is not inside: keep a copy of it, or its recovery phrase, in another place\n";
    return text;
}

std::string_view sentence(RestoreStep step) {
    switch (step) {
    case RestoreStep::check:
        return "checking the backup";
    case RestoreStep::begin:
        return "it is whole and its key is there";
    case RestoreStep::files:
        return "restoring attachments";
    case RestoreStep::database:
        return "restoring the database";
    case RestoreStep::key:
        return "putting the key in its place";
    case RestoreStep::finish:
        return "flushing";
    case RestoreStep::done:
        return "done";
    }
    return "";
}

} // namespace

std::string size_text(std::int64_t bytes) {
    if (bytes < 10'000) return fmt::format("{} bytes", bytes);
    if (bytes < 10'000'000) return fmt::format("{} KB", bytes / 1000);
    return fmt::format("{} MB", bytes / 1'000'000);
}

std::string all_of_input() {
    std::string all, line;
    while (all.size() < longest_phrase && std::getline(std::cin, line)) all += line + "\n";
    return all;
}

std::string backup_passphrase() {
    if (auto const* given = std::getenv("BATON_BACKUP_PASSPHRASE")) return given;
    std::string line;
    std::getline(std::cin, line);
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

CommandResult run_backup_command(DataPlace const& data, db::Database* running, CommandLine const& line,
                                 db::IsOver const& is_over) {
    BackupWish wish;
    wish.place = line.options.at("to");
    if (auto const it = line.options.find("passphrase"); it != line.options.end()) wish.passphrase = it->second;
    if (auto const it = line.options.find("dump-database"); it != line.options.end()) wish.dump_url = it->second;
    wish.is_over = is_over;
    auto const begin = now();
    try {
        auto const made = make_backup(data, running, wish, begin);
        return {0, told(made, now() - begin)};
    } catch (std::exception const& error) {
        return {1, fmt::format("no backup was made: {}\n", error.what())};
    }
}

CommandResult run_restore_command(DataPlace const& data, std::string const& from, Unlocking unlocking) {
    RestoreWish wish;
    wish.from = from;
    wish.to = data;
    if (unlocking == Unlocking::passphrase) wish.passphrase = backup_passphrase();
    if (unlocking == Unlocking::recovery_phrase) wish.recovery_phrase = all_of_input();
    wish.on_step = [](RestoreStep step) { std::cerr << sentence(step) << std::endl; };
    auto const restored = restore_backup(wish);
    for (auto* secret : {&wish.passphrase, &wish.recovery_phrase})
        if (*secret) wipe(**secret);
    return {0, fmt::format("{} holds the backup of {} now; its key is {}. Start it, and run `baton verify`.\n",
                           data.data_dir.string(), to_rfc3339(restored.manifest.made_at), restored.key_file.string())};
}

} // namespace baton
