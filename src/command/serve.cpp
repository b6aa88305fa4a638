#include "command/serve.h"

#include "base/version.h"
#include "command/backup.h"
#include "command/control.h"
#include "command/doctor.h"
#include "command/key.h"
#include "command/sheet_desk.h"
#include "command/transfer.h"
#include "command/verify.h"

#include <charconv>
#include <csignal>
#include <fmt/format.h>
#include <pthread.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

constexpr std::size_t rows_at_once = 8; // of an import beside what people do

// Blocked in every thread made from here on, so that only wait_for_signal takes them.
sigset_t block_end_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

} // namespace

void start_logs(bool access_log) {
    spdlog::set_default_logger(spdlog::stderr_logger_mt("baton"));
    if (access_log) spdlog::stdout_logger_mt("access")->set_pattern("%v");
}

void set_listen(http::Options& http, std::string const& listen) {
    auto const colon = listen.rfind(':');
    auto const port = colon == std::string::npos ? listen : listen.substr(colon + 1);
    auto const [end, error] = std::from_chars(port.data(), port.data() + port.size(), http.port);
    if (error != std::errc() || end != port.data() + port.size())
        throw std::invalid_argument("--listen takes an address and a port such as 127.0.0.1:8080");
    if (colon == std::string::npos) return;
    http.address = listen.substr(0, colon);
    if (http.address.starts_with('[') && http.address.ends_with(']'))
        http.address = http.address.substr(1, http.address.size() - 2);
}

void set_trusted_proxies(http::Options& http, std::vector<std::string> const& ranges) {
    for (auto const& text : ranges) {
        auto const range = parse_range(text);
        if (!range) throw std::invalid_argument("--trusted-proxy takes ranges such as 10.0.0.0/8, not " + text);
        http.trusted_proxies.push_back(*range);
    }
}

int serve(AppOptions options, std::optional<BackupPlan> const& plan) {
    auto const signals = block_end_signals();
    DataPlace const data{options.data_dir, options.database_url, options.key_file};
    auto const scheme = options.http.certificate_file.empty() ? "http" : "https";
    auto const address = options.http.address;
    auto const limits = options.limits;
    BackupStatus backups;
    if (plan) {
        options.more_metrics = [&backups] { return backups.metrics(); };
        options.backup_place = plan->to;
        options.proof_days = plan->prove_every_days;
    }
    App app(std::move(options));
    if (app.database().health().row_security) spdlog::info("row-level security is on: PostgreSQL keeps tenants apart");
    if (!app.new_admin_password().empty())
        fmt::print("First start. Sign in as admin with the password {}\n", app.new_admin_password());
    std::atomic<bool> is_stopping = false;
    SheetDesk sheets(app.database(), rows_at_once);
    std::mutex one_at_a_time; // of what changes something
    ControlSocket const control(data.data_dir, [&](CommandLine const& line) {
        if (line.name == "doctor") return run_doctor_command(app, limits, line);
        if (line.name == "backup")
            return run_backup_command(data, &app.database(), line, [&] { return is_stopping.load(); });
        if (line.name == "export")
            return run_export_command(data, &app.database(), line, [&] { return is_stopping.load(); });
        if (line.name == slice_command) return run_slice(sheets, line, [&] { return is_stopping.load(); });
        if (line.name == "verify")
            return verify_installation(
                app.database(), FileStore(data.data_dir), app.search(), [&] { return app.settle(); },
                [&] { return is_stopping.load(); });
        std::lock_guard const lock(one_at_a_time);
        if (line.name.starts_with("key "))
            return run_key_command(app.database(), app.custody(), line, [&] { app.rotation().wake(); });
        return run_command(app.database(), line);
    });
    std::optional<BackupRunner> runner;
    if (plan) runner.emplace(app.database(), data, *plan, backups);
    app.start();
    fmt::print("Baton {} serves {}://{}:{} from {}\n", version(), scheme, address, app.port(), data.data_dir.string());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
    spdlog::info("stopping on signal {}", signal);
    is_stopping = true;
    runner.reset();
    app.stop();
    return 0;
}

} // namespace baton
