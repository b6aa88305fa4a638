#include "command/serve.h"

#include "base/version.h"
#include "command/control.h"
#include "command/doctor.h"
#include "command/key.h"

#include <charconv>
#include <csignal>
#include <fmt/format.h>
#include <pthread.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

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

int serve(AppOptions options) {
    auto const signals = block_end_signals();
    auto const data_dir = options.data_dir;
    auto const scheme = options.http.certificate_file.empty() ? "http" : "https";
    auto const address = options.http.address;
    auto const limits = options.limits;
    App app(std::move(options));
    if (app.database().health().row_security) spdlog::info("row-level security is on: PostgreSQL keeps tenants apart");
    if (!app.new_admin_password().empty())
        fmt::print("First start. Sign in as admin with the password {}\n", app.new_admin_password());
    ControlSocket const control(data_dir, [&](CommandLine const& line) {
        if (line.name == "doctor") return run_doctor_command(app, limits, line);
        if (line.name.starts_with("key "))
            return run_key_command(app.database(), app.custody(), line, [&] { app.rotation().wake(); });
        return run_command(app.database(), line, [&] { return app.settle(); });
    });
    app.start();
    fmt::print("Baton {} serves {}://{}:{} from {}\n", version(), scheme, address, app.port(), data_dir.string());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
    spdlog::info("stopping on signal {}", signal);
    app.stop();
    return 0;
}

} // namespace baton
