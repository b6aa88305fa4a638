#include "command/main_command.h"

#include "base/version.h"
#include "command/backup_options.h"
#include "command/configuration.h"
#include "command/data_commands.h"
#include "command/demo.h"
#include "command/doctor.h"
#include "command/migrate.h"
#include "command/openapi.h"
#include "command/serve.h"
#include "command/sheet.h"
#include "command/transfer.h"
#include "event/log.h"
#include "install/install.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>

namespace baton {
namespace {

// Kept in the database: without the flag it stays as it is.
void add_row_security(CLI::App& command, Given& given) {
    auto const choose = [&given](std::int64_t count) {
        given.app.row_security = count > 0 ? db::RowSecurity::on : db::RowSecurity::off;
    };
    command.add_flag_function(
        "--row-level-security,!--no-row-level-security", choose,
        "Switch PostgreSQL's row-level security on or off: it then keeps the tenants apart itself");
}

void add_push_options(CLI::App& serve, Given& given) {
    serve
        .add_option("--push-service", given.push_services,
                    "A push service that devices may be told through, in place of those of the browsers: a host, "
                    "*.host, or an origin such as https://push.example.com; may be repeated")
        ->delimiter(',');
    serve.add_option("--push-contact", given.app.push_contact,
                     "mailto: or https: address by which those who run push services reach whoever runs this server");
}

// Throws std::invalid_argument.
void set_push_options(Given& given) {
    if (!given.push_services.empty()) given.app.push_services = PushServices(given.push_services);
    auto const& contact = given.app.push_contact;
    if (!contact.starts_with("mailto:") && !contact.starts_with("https://"))
        throw std::invalid_argument("--push-contact takes an address such as mailto:it@example.com, not " + contact);
}

void add_serve_options(CLI::App& serve, Given& given) {
    serve.add_option("--listen", given.listen, "Address and port");
    serve.add_option("--certificate", given.app.http.certificate_file, "TLS certificate chain (PEM)");
    serve.add_option("--private-key", given.app.http.private_key_file, "TLS private key (PEM)");
    serve.add_option("--workers", given.app.http.workers, "Worker threads")->check(CLI::Range(1, 256));
    serve
        .add_option("--trusted-proxy", given.trusted_proxies,
                    "Range of a reverse proxy whose X-Forwarded-For and X-Forwarded-Proto are believed, such as "
                    "10.0.0.0/8; may be repeated")
        ->delimiter(',');
    add_push_options(serve, given);
    add_row_security(serve, given);
    add_no_rehearsal(serve, given.app);
    add_doctor_limits(serve, given.app.limits);
    add_backup_plan(serve, given.backups);
    serve.add_flag("--no-access-log", given.quiet, "Write no line per request");
    serve.footer(
        "Each option may come from the environment too, --key-file as BATON_KEY_FILE, or from the file of --config.");
}

int initialise(Given& given) {
    auto const options = app_options(given);
    auto const data = open_data(options);
    Log log(*data.database); // on SQLite the first events are numbered as they are written
    auto const password = install_if_empty(*data.database, options.admin_password);
    if (!password.empty()) fmt::print("Sign in as admin with the password {}\n", password);
    fmt::print("{} is ready.\n", given.data);
    return 0;
}

CLI::App& chosen(CLI::App& app) {
    auto const below = app.get_subcommands();
    return below.empty() ? app : chosen(*below.front());
}

void add_demo_command(CLI::App& root, Given& given, DemoChoice& choice, std::function<int()>& action) {
    auto* demo = root.add_subcommand("demo", "Fill an empty installation with a company and its last 90 days");
    add_common(*demo, given);
    demo->add_option("--seed", choice.seed, "Another one makes other tickets and customers");
    demo->add_option("--tickets", choice.tickets, "How many")->check(CLI::Range(50, 50'000));
    demo->add_option("--password", choice.password, "Of its logins; else BATON_ADMIN_PASSWORD, else one is made up");
    demo->add_option("--now", choice.now, "The moment it ends at, such as 2026-11-20T12:00:00+08:00");
    demo->callback([&] { action = [&] { return show(run_demo(app_options(given), choice)); }; });
}

} // namespace

int main_command(int argc, char** argv) {
    CLI::App root("Baton 接棒: customer-service tickets");
    root.require_subcommand(1);
    Given given;
    std::function<int()> action;
    auto* serve_command = root.add_subcommand("serve", "Serve the web, the API and all background work");
    add_common(*serve_command, given);
    add_serve_options(*serve_command, given);
    serve_command->callback([&] {
        action = [&] {
            set_listen(given.app.http, given.listen);
            set_trusted_proxies(given.app.http, given.trusted_proxies);
            set_push_options(given);
            start_logs(!given.quiet);
            return serve(app_options(given), plan_of(given.backups));
        };
    });
    auto* init = root.add_subcommand("init", "Prepare an empty data directory or database");
    add_common(*init, given);
    add_row_security(*init, given);
    add_no_rehearsal(*init, given.app);
    init->callback([&] { action = [&] { return initialise(given); }; });
    auto* migrate_command = root.add_subcommand("migrate", "Bring the database to the newest schema");
    add_common(*migrate_command, given);
    add_row_security(*migrate_command, given);
    MigrateChoice migrate_choice;
    add_migrate_options(*migrate_command, given.app, migrate_choice);
    migrate_command->callback([&] { action = [&] { return show(run_migrate(app_options(given), migrate_choice)); }; });
    DemoChoice demo_choice;
    DoctorChoice doctor_choice;
    add_demo_command(root, given, demo_choice, action);
    auto& doctor = add_doctor(root, doctor_choice);
    add_common(doctor, given);
    doctor.callback([&] { action = [&] { return run_doctor(app_options(given), doctor_choice); }; });
    DataCommands data_commands(given, action);
    data_commands.add_to(root);
    add_backup_commands(root, action);
    add_sheet_commands(add_transfer_commands(root, action), given, action);
    root.add_subcommand("openapi", "Print the OpenAPI document")->callback([&] { action = print_openapi; });
    root.add_subcommand("version", "Print the version")->callback([&] {
        action = [] {
            fmt::print("baton {}\n", version());
            return 0;
        };
    });
    try {
        root.parse(argc, argv);
        configure(chosen(root), *serve_command);
        if (action) return action();
    } catch (CLI::ParseError const& e) {
        return root.exit(e);
    } catch (std::exception const& e) {
        std::cerr << "baton: " << e.what() << "\n";
        return 1;
    }
    return 0;
}

} // namespace baton
