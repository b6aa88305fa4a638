#include "command/doctor.h"

#include "app/examine.h"
#include "command/control.h"

#include <fmt/format.h>
#include <iostream>

namespace baton {
namespace {

constexpr std::int64_t megabyte = 1 << 20, most_megabytes = std::int64_t{1} << 40;

CommandLine line_of(DoctorChoice const& choice) {
    CommandLine line{"doctor", {}, {}};
    if (choice.min_free_mb) line.options["min-free-mb"] = std::to_string(*choice.min_free_mb);
    if (choice.json) line.options["json"] = "1";
    if (choice.language == SentenceLanguage::zh) line.options["language"] = "zh";
    return line;
}

Limits limits_of(Limits limits, CommandLine const& line) {
    if (auto const asked = line.options.find("min-free-mb"); asked != line.options.end())
        limits.min_free_bytes = std::stoll(asked->second) * megabyte;
    return limits;
}

CommandResult result_of(Diagnosis const& diagnosis, CommandLine const& line) {
    bool const as_json = line.options.contains("json");
    auto const language = sentence_language(line.options.contains("language") ? line.options.at("language") : "");
    return {exit_status(diagnosis.verdict), as_json ? to_json_text(diagnosis) + "\n" : text_of(diagnosis, language)};
}

Diagnosis with(Diagnosis diagnosis, Finding finding) {
    diagnosis.findings.push_back(std::move(finding));
    return diagnosis_of(std::move(diagnosis.findings), std::move(diagnosis.slow_statements), diagnosis.at);
}

// POSIX.1-2017 §8.2: the first that is set and not empty.
SentenceLanguage language_of_terminal() {
    for (auto const* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (auto const* value = std::getenv(name); value && *value) return sentence_language(value);
    return SentenceLanguage::en;
}

bool is_there(AppOptions const& options) {
    return std::filesystem::exists(options.database_url.empty() ? options.data_dir / "baton.db" : options.data_dir);
}

Diagnosis examine_open(Patient patient, Limits const& limits) {
    try {
        auto const data = open_data(patient.options);
        patient.database = data.database.get();
        return with(
            examine(patient, limits, now()),
            {DoctorCheck::data,
             Verdict::ok,
             {"No server runs on this data: queue, readers, search and statements, which only a server knows, were "
              "not checked.",
              "没有服务器在用这份数据:排队、后台任务、搜索和语句只有服务器知道,没有检查。"}});
    } catch (std::exception const& error) {
        patient.database = nullptr;
        return with(examine(patient, limits, now()), {DoctorCheck::database,
                                                      Verdict::fail,
                                                      {fmt::format("The database cannot be opened: {}", error.what()),
                                                       fmt::format("数据库打不开:{}", error.what())}});
    }
}

// Makes nothing: neither data nor a key that are not there.
Diagnosis examine_here(AppOptions const& options, Limits const& limits) {
    Patient patient{options};
    if (!is_there(options))
        return diagnosis_of(
            {{DoctorCheck::data,
              Verdict::fail,
              {fmt::format("There is no data in {}: name its directory with --data; `baton serve` makes it.",
                           options.data_dir.string()),
               fmt::format("{} 里没有数据:用 --data 指明目录;`baton serve` 会新建。", options.data_dir.string())}}},
            {}, now());
    auto const key_file = key_file_of(options.data_dir, options.key_file);
    if (std::filesystem::exists(key_file)) return examine_open(std::move(patient), limits);
    return with(examine(patient, limits, now()),
                {DoctorCheck::key,
                 Verdict::fail,
                 {fmt::format("The key file {} is missing: put it back, or write it again from the recovery phrase or "
                              "a wrapped key with `baton key restore`.",
                              key_file.string()),
                  fmt::format("密钥文件 {} 不见了:请放回去,或用恢复短语或包裹的密钥重写:`baton key restore`。",
                              key_file.string())}});
}

} // namespace

void add_doctor_limits(CLI::App& command, Limits& limits) {
    command
        .add_option_function<std::int64_t>(
            "--min-free-mb", [&limits](std::int64_t mb) { limits.min_free_bytes = mb * megabyte; },
            "The doctor warns of less room on the disk of the data (1024)")
        ->check(CLI::Range(std::int64_t{0}, most_megabytes));
    command
        .add_option("--slow-statement-ms", limits.slow_statement_ms,
                    "Statements that take so long are kept for the doctor, without values (500)")
        ->check(CLI::Range(0, 600'000));
}

CLI::App& add_doctor(CLI::App& root, DoctorChoice& choice) {
    auto& doctor = *root.add_subcommand("doctor", "Say how the installation is, and what to do about it");
    doctor.add_option("--min-free-mb", choice.min_free_mb, "Warn of less room on the disk of the data")
        ->check(CLI::Range(std::int64_t{0}, most_megabytes));
    choice.language = language_of_terminal();
    std::map<std::string, SentenceLanguage> const languages{{"en", SentenceLanguage::en}, {"zh", SentenceLanguage::zh}};
    doctor.add_option("--language", choice.language, "en or zh (as LC_ALL, LC_MESSAGES or LANG say)")
        ->transform(CLI::CheckedTransformer(languages));
    doctor.add_flag("--json", choice.json, "As JSON, with the slow statements");
    return doctor;
}

int run_doctor(AppOptions const& options, DoctorChoice const& choice) {
    auto const line = line_of(choice);
    try {
        auto const asked =
            std::filesystem::exists(options.data_dir) ? ask_server(options.data_dir, line) : std::nullopt;
        auto const result = asked ? *asked : result_of(examine_here(options, limits_of(options.limits, line)), line);
        std::cout << result.output << std::flush;
        return result.exit_code;
    } catch (std::exception const& error) {
        std::cerr << "baton: " << error.what() << "\n";
        return exit_status(Verdict::fail);
    }
}

CommandResult run_doctor_command(App const& app, Limits const& limits, CommandLine const& line) {
    return result_of(app.examine(limits_of(limits, line), now()), line);
}

} // namespace baton
