#include "command/transfer.h"

#include "command/backup.h"
#include "command/backup_options.h"
#include "command/control.h"
#include "command/interruption.h"

#include <fmt/format.h>
#include <iostream>

namespace baton {
namespace {

struct TransferOptions {
    PlaceWords place;
    std::string to, from;
    bool has_phrase = false;
};

std::int64_t rows_of(ExportManifest const& manifest) {
    std::int64_t rows = 0;
    for (auto const& table : manifest.tables) rows += table.rows;
    return rows;
}

int run_export(TransferOptions const& options) {
    CommandLine line{"export", {}, {}};
    line.options["to"] = std::filesystem::absolute(options.to).string(); // the server stands elsewhere
    if (auto const asked = ask_server(options.place.data, line)) return show(*asked);
    Interruption const interruption;
    return show(run_export_command(options.place.place(), nullptr, line, Interruption::is_asked_for));
}

int run_import(TransferOptions const& options) {
    ImportWish wish;
    wish.from = options.from;
    wish.to = options.place.place();
    if (options.has_phrase) wish.recovery_phrase = all_of_input();
    wish.on_step = [](std::string const& sentence) { std::cerr << sentence << std::endl; };
    Interruption const interruption;
    wish.is_over = Interruption::is_asked_for;
    auto const imported = import_installation(wish);
    if (wish.recovery_phrase) wipe(*wish.recovery_phrase);
    return show({0, fmt::format("{} rows in {} tables and {} attachments are in {}, each table with the hash it had; "
                                "the key is {}. Start it, and run `baton verify`.\n",
                                rows_of(imported.manifest), imported.manifest.tables.size(),
                                imported.manifest.attachments, wish.to.data_dir.string(), imported.key_file.string())});
}

} // namespace

CommandResult run_export_command(DataPlace const& data, db::Database* running, CommandLine const& line,
                                 db::IsOver const& is_over) {
    auto const begin = now();
    try {
        auto const made = export_installation(data, running, line.options.at("to"), begin, is_over);
        auto const& manifest = made.manifest;
        auto text = fmt::format("{}: {} rows in {} tables, {} attachments, {} in {:.1f} s\n", made.path.string(),
                                rows_of(manifest), manifest.tables.size(), manifest.attachments, size_text(made.bytes),
                                double(now() - begin) / double(microseconds_per_second));
        if (manifest.missing > 0)
            text += fmt::format("{} attachments that tickets name were not there; `baton verify` names them\n",
                                manifest.missing);
        return {0, text + "the key is not inside: keep a copy of it, or its recovery phrase, in another place\n"};
    } catch (std::exception const& error) {
        return {1, fmt::format("nothing was exported: {}\n", error.what())};
    }
}

CLI::App& add_transfer_commands(CLI::App& root, std::function<int()>& action) {
    auto const options = std::make_shared<TransferOptions>();
    auto& out = *root.add_subcommand("export", "Write everything as newline-delimited JSON, with the attachments");
    add_place(out, options->place);
    out.add_option("--to", options->to, "The directory to make")->required();
    out.callback([options, &action] { action = [options] { return run_export(*options); }; });
    auto& in = *root.add_subcommand(
        "import", "Put an export into an empty place, on either database; one that was killed is gone on with");
    add_place(in, options->place);
    in.add_option("--from", options->from, "The directory that `baton export` made");
    in.add_flag("--recovery-phrase", options->has_phrase, "The key is a recovery phrase (standard input)");
    in.require_subcommand(0, 1);
    in.callback([options, &in, &action] {
        if (!in.get_subcommands().empty()) return;
        action = [options] {
            if (options->from.empty()) throw BackupError("Say with --from where the export is.");
            return run_import(*options);
        };
    });
    return in;
}

} // namespace baton
