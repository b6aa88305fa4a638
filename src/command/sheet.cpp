#include "command/sheet.h"

#include "command/interruption.h"
#include "command/settle.h"
#include "command/sheet_desk.h"
#include "command/sheet_import.h"
#include "event/log.h"
#include "report/service.h"

#include <fmt/format.h>
#include <iostream>

namespace baton {
namespace {

struct SheetChoice {
    SheetKind kind = SheetKind::tickets;
    std::string file, sheet, mapping, report, tenant, external_id;
    std::vector<std::string> map;
    bool is_dry = false;
};

std::string text_of_file(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error(fmt::format("{} cannot be read.", path));
    return {std::istreambuf_iterator<char>(file), {}};
}

Mapping mapping_of(SheetChoice const& choice) {
    json::object given;
    if (!choice.mapping.empty()) {
        auto const read = parse_json(text_of_file(choice.mapping));
        if (!read.is_object()) throw std::runtime_error(fmt::format("{} is no JSON object.", choice.mapping));
        given = read.get_object();
    }
    if (!choice.external_id.empty()) given["external_id"] = choice.external_id;
    auto fields =
        given.contains("fields") && given["fields"].is_object() ? given["fields"].get_object() : json::object();
    for (auto const& words : choice.map) {
        auto const sign = words.find('=');
        if (sign == words.npos || sign == 0 || sign + 1 == words.size())
            throw std::runtime_error(fmt::format("--map takes FIELD=COLUMN, not {}", words));
        fields[words.substr(0, sign)] = json::object{{"column", words.substr(sign + 1)}};
    }
    given["fields"] = std::move(fields);
    return read_json<Mapping>(given);
}

std::string told(SheetReport const& report, SheetChoice const& choice, std::int64_t us) {
    auto const rows = report.made + report.there + report.refused;
    auto const seconds = double(std::max<std::int64_t>(us, 1)) / double(microseconds_per_second);
    return fmt::format("{} of {} {} {}, {} were there already, {} refused; {:.1f} s, {:.0f} rows a second\n",
                       report.made, rows, name_of(choice.kind), choice.is_dry ? "would be made" : "made", report.there,
                       report.refused, seconds, double(rows) / seconds);
}

// In the server that runs there, a slice at a time.
SheetImport::Take take_in_server(std::filesystem::path const& data_dir) {
    return [data_dir](RowSlice const& slice) {
        auto outcome = ask_for_slice(data_dir, slice);
        if (!outcome) throw std::runtime_error("the server has ended");
        return std::move(*outcome);
    };
}

// Why it stopped before its end; "" when it did not.
std::string stopped_by(SheetImport& import, SheetImport::Take const& take, Timestamp begin) {
    Interruption const interruption;
    auto const take_unless_interrupted = [&](RowSlice const& slice) {
        if (Interruption::is_asked_for()) throw std::runtime_error("you asked for it");
        return take(slice);
    };
    try {
        import.run(begin, take_unless_interrupted);
        return "";
    } catch (std::exception const& error) {
        return error.what();
    }
}

int go_through(SheetImport& import, SheetReport& report, SheetChoice const& choice, SheetImport::Take const& take) {
    auto const begin = now();
    auto const stopped = stopped_by(import, take, begin);
    report.finish();
    std::cout << told(report, choice, now() - begin) << std::flush;
    if (stopped.empty()) return report.refused == 0 ? 0 : 1;
    auto const advice = "What was made stays; the same command again passes over it and goes on.";
    return show({1, fmt::format("It stopped before its end: {}. {}\n", stopped, advice)});
}

int bring_in_file(Given& given, SheetChoice const& choice) {
    SheetReport report(choice.report);
    auto const options = app_options(given);
    SheetImport import({choice.kind, choice.file, choice.sheet, mapping_of(choice), choice.tenant, choice.is_dry},
                       report);
    RowSlice const nothing{.tenant = choice.tenant}; // is somebody there, and does he know the tenant?
    if (ask_for_slice(options.data_dir, nothing))
        return go_through(import, report, choice, take_in_server(options.data_dir));
    auto const data = open_data(options);
    auto& database = *data.database;
    Log log(database);
    log.add(ticket_facts_reader());
    log.start();
    SheetDesk desk(database, most_rows_of_slice);
    auto const never = [] { return false; };
    desk.take(nothing, never);
    auto const status =
        go_through(import, report, choice, [&](RowSlice const& slice) { return desk.take(slice, never); });
    if (!choice.is_dry) settle_readers(database, log, options.data_dir, tenant_named(database, choice.tenant));
    return status;
}

int told_problems(Given& given, SheetChoice const& choice) {
    try {
        return bring_in_file(given, choice);
    } catch (Error const& error) {
        std::string text = error.errors.empty() ? std::string(error.what()) + "\n" : "";
        for (auto const& problem : error.errors)
            text += fmt::format("mapping: {}: {}\n", problem.field, problem.message);
        return show({1, text});
    }
}

} // namespace

void add_sheet_commands(CLI::App& import, Given& given, std::function<int()>& action) {
    for (auto const kind : {SheetKind::tickets, SheetKind::customers}) {
        auto const choice = std::make_shared<SheetChoice>();
        choice->kind = kind;
        auto& command =
            *import.add_subcommand(std::string(name_of(kind)), "From the rows of a CSV file or a workbook (.xlsx)");
        add_common(command, given);
        command.add_option("file", choice->file, "The file; its first line names the columns")->required();
        command.add_option("--sheet", choice->sheet, "Which sheet of a workbook; else its first");
        command.add_option("--mapping", choice->mapping, "How columns become fields (JSON)");
        command.add_option("--map", choice->map, "FIELD=COLUMN, beside the mapping or in its place; may be repeated")
            ->allow_extra_args(false);
        command.add_option("--external-id", choice->external_id, "The column that tells rows apart");
        command.add_option("--report", choice->report, "What became of each line: a .csv or .ndjson file");
        command.add_option("--tenant", choice->tenant, "Name or id of a tenant; else the first");
        command.add_flag("--dry-run", choice->is_dry, "Try every line and store nothing");
        command.callback(
            [choice, &given, &action] { action = [choice, &given] { return told_problems(given, *choice); }; });
    }
}

} // namespace baton
