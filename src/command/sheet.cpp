#include "command/sheet.h"

#include "command/settle.h"
#include "command/sheet_import.h"
#include "event/log.h"
#include "install/install.h"
#include "report/service.h"
#include "tenant/service.h"
#include "user/service.h"

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

TenantId tenant_of(db::Database& database, std::string const& name) {
    if (name.empty()) return default_tenant;
    auto const tenant = db::look(database, default_tenant, [&](Tx& tx) { return find_tenant(tx, name); });
    if (!tenant) throw Error(ErrorCode::invalid, "tenant", "There is no such tenant.");
    return tenant->id;
}

int bring_in_file(Given& given, SheetChoice const& choice) {
    SheetOrder order{choice.kind, choice.file, choice.sheet, mapping_of(choice), choice.is_dry};
    auto options = app_options(given);
    options.ids = db::Ids::of_the_past;
    auto const data = open_data(options);
    auto& database = *data.database;
    if (!db::look(database, default_tenant, [](Tx& tx) { return has_users(tx); }))
        throw std::runtime_error("There is no installation yet: run `baton init` first.");
    Log log(database);
    log.add(ticket_facts_reader());
    log.start();
    auto const tenant = tenant_of(database, choice.tenant);
    SheetReport report(choice.report);
    auto const begin = now();
    SheetImport(database, tenant, std::move(order), report).run(begin);
    auto const end = now();
    report.finish();
    if (!choice.is_dry) settle_readers(database, log, options.data_dir, tenant);
    std::cout << told(report, choice, end - begin) << std::flush;
    return report.refused == 0 ? 0 : 1;
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
