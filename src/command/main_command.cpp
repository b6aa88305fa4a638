#include "command/main_command.h"

#include "base/version.h"
#include "command/configuration.h"
#include "command/control.h"
#include "command/demo.h"
#include "command/doctor.h"
#include "command/key.h"
#include "command/openapi.h"
#include "command/serve.h"
#include "event/log.h"
#include "install/install.h"
#include "report/service.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>

namespace baton {
namespace {

// What any command may be given. Flags win over the environment, which wins over the file.
struct Given {
    std::string data = "data";
    std::string database;
    std::string listen = "127.0.0.1:8080";
    std::string file; // of the key commands
    std::string config;
    std::vector<std::string> trusted_proxies;
    bool quiet = false;
    AppOptions app;
    CommandLine line;
};

void add_common(CLI::App& command, Given& given) {
    command.add_option("--data", given.data, "The data directory");
    command.add_option("--database", given.database, "postgresql://… instead of SQLite in the data directory");
    command.add_option("--key-file", given.app.key_file, "The master key; beside the data directory when not given");
    command.add_option("--config", given.config, "Options from a file (TOML); unknown keys are refused")
        ->configurable(false);
}

// Kept in the database: without the flag it stays as it is.
void add_row_security(CLI::App& command, Given& given) {
    auto const choose = [&given](std::int64_t count) {
        given.app.row_security = count > 0 ? db::RowSecurity::on : db::RowSecurity::off;
    };
    command.add_flag_function(
        "--row-level-security,!--no-row-level-security", choose,
        "Switch PostgreSQL's row-level security on or off: it then keeps the tenants apart itself");
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
    add_row_security(serve, given);
    add_doctor_limits(serve, given.app.limits);
    serve.add_flag("--no-access-log", given.quiet, "Write no line per request");
    serve.footer(
        "Each option may come from the environment too, --key-file as BATON_KEY_FILE, or from the file of --config.");
}

AppOptions app_options(Given& given) {
    given.app.data_dir = given.data;
    given.app.database_url = given.database;
    if (auto const* password = std::getenv("BATON_ADMIN_PASSWORD")) given.app.admin_password = password;
    return given.app;
}

std::string password_from_input() {
    std::string password;
    std::getline(std::cin, password);
    return password;
}

int show(CommandResult const& result) {
    (result.exit_code == 0 ? std::cout : std::cerr) << result.output << std::flush;
    return result.exit_code;
}

// In the running server when there is one, else here.
int run_somewhere(Given& given) {
    auto const options = app_options(given);
    if (auto const result = ask_server(options.data_dir, given.line)) return show(*result);
    auto const data = open_data(options);
    auto& database = *data.database;
    Log log(database);
    log.add(ticket_facts_reader());
    log.start();
    if (given.line.name.starts_with("key ")) return show(run_key_command(database, *data.custody, given.line, nullptr));
    return show(run_command(database, given.line, [&] { return log.settle(std::chrono::seconds(60)); }));
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

int migrate(Given& given) {
    auto const data = open_data(app_options(given));
    fmt::print("The database is at the newest schema{}.\n",
               data.database->health().row_security ? ", under row-level security" : "");
    return 0;
}

// Puts together the commands that run inside a server when there is one.
class DataCommands {
public:
    DataCommands(Given& given, std::function<int()>& action) : given_(given), action_(action) {}

    enum class Password { none, from_input, from_environment };
    CLI::App* add(CLI::App& parent, std::string const& name, std::string const& help, std::string const& line,
                  Password password = Password::none) {
        auto* command = parent.add_subcommand(name, help);
        add_common(*command, given_);
        command->callback([this, line, password] {
            given_.line.name = line;
            action_ = [this, password] {
                take_password(password);
                return run_somewhere(given_);
            };
        });
        return command;
    }
    CLI::Option* option(CLI::App* command, std::string const& name, std::string const& help) {
        return command->add_option_function<std::string>(
            "--" + name, [this, name](std::string const& v) { given_.line.options[name] = v; }, help);
    }
    void list(CLI::App* command, std::string const& name, std::string const& help) {
        command->add_option("--" + name, given_.line.list, help);
    }
    void tenant_option(CLI::App* command) { option(command, "tenant", "Name or id of a tenant; else the first"); }

private:
    void take_password(Password password) {
        if (password == Password::from_input) given_.line.options["password"] = password_from_input();
        auto const* given = std::getenv("BATON_ADMIN_PASSWORD");
        if (password == Password::from_environment && given) given_.line.options["password"] = given;
    }
    Given& given_;
    std::function<int()>& action_;
};

void add_user_commands(CLI::App& root, DataCommands& commands) {
    using enum DataCommands::Password;
    auto& user = *root.add_subcommand("user", "People who sign in");
    user.require_subcommand(1);
    auto* add =
        commands.add(user, "add", "Add a user; the password is read from standard input", "user add", from_input);
    commands.option(add, "login", "Login")->required();
    commands.option(add, "name", "Name, as colleagues see it");
    commands.option(add, "department", "Name of his department");
    commands.list(add, "role", "Name of a role; may be repeated");
    auto* password = commands.add(user, "password", "Set a password, read from standard input; ends his sessions",
                                  "user password", from_input);
    commands.option(password, "login", "Login")->required();
    auto* reset = commands.add(
        user, "reset-totp", "Ask someone for no codes any more who lost phone and recovery codes", "user reset-totp");
    commands.option(reset, "login", "Login")->required();
    auto* list = commands.add(user, "list", "List the users", "user list");
    auto& token = *root.add_subcommand("token", "API tokens");
    token.require_subcommand(1);
    auto* create = commands.add(token, "create", "Create a token and print it, this once", "token create");
    commands.option(create, "login", "Whose token")->required();
    commands.option(create, "name", "What it is for");
    commands.list(create, "scope", "A permission it is limited to; may be repeated");
    for (auto* command : {add, password, reset, list, create}) commands.tenant_option(command);
}

void add_tenant_commands(CLI::App& root, DataCommands& commands) {
    auto& tenant = *root.add_subcommand("tenant", "Companies that share this installation and nothing else");
    tenant.require_subcommand(1);
    auto* create =
        commands.add(tenant, "create", "Create a tenant with an administrator and print his password, this once",
                     "tenant create", DataCommands::Password::from_environment);
    commands.option(create, "name", "Its name")->required();
    commands.list(create, "host", "A host name under which people sign in to it; may be repeated");
    commands.add(tenant, "list", "List the tenants", "tenant list");
}

void add_key_commands(CLI::App& root, DataCommands& commands, Given& given, std::function<int()>& action) {
    auto& key = *root.add_subcommand("key", "The master key");
    key.require_subcommand(1);
    auto* rotate =
        commands.add(key, "rotate", "Make new keys and encrypt everything again in the background", "key rotate");
    auto const master = [&given](std::int64_t) { given.line.options["master"] = "1"; };
    rotate->add_flag_function("--master", master, "A new master key instead: only the keys are wrapped again");
    commands.add(key, "status", "How many keys there are and how far a rotation is", "key status");
    auto* restore =
        key.add_subcommand("restore", "Write the key file again, from the recovery phrase (standard input)");
    add_common(*restore, given);
    restore->add_option("--from", given.file,
                        "From this file of `key wrap`; its passphrase from BATON_KEY_PASSPHRASE or "
                        "standard input");
    restore->callback([&] { action = [&] { return show(restore_key(app_options(given), given.file)); }; });
    auto* wrap = key.add_subcommand("wrap", "Write the key into a file under a passphrase (BATON_KEY_PASSPHRASE or "
                                            "standard input)");
    add_common(*wrap, given);
    wrap->add_option("--out", given.file, "The new file")->required();
    wrap->callback([&] { action = [&] { return show(wrap_key_file(app_options(given), given.file)); }; });
}

void add_access_commands(CLI::App& root, DataCommands& commands) {
    auto& access = *root.add_subcommand("access", "The addresses that people and tokens may come from");
    access.require_subcommand(1);
    auto* list = commands.add(access, "list", "Show them", "access list");
    auto* clear =
        commands.add(access, "clear", "Allow all addresses again, for who locked himself out", "access clear");
    for (auto* command : {list, clear}) commands.tenant_option(command);
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
            start_logs(!given.quiet);
            return serve(app_options(given));
        };
    });
    auto* init = root.add_subcommand("init", "Prepare an empty data directory or database");
    add_common(*init, given);
    add_row_security(*init, given);
    init->callback([&] { action = [&] { return initialise(given); }; });
    auto* migrate_command = root.add_subcommand("migrate", "Bring the database to the newest schema");
    add_common(*migrate_command, given);
    add_row_security(*migrate_command, given);
    migrate_command->callback([&] { action = [&] { return migrate(given); }; });
    DemoChoice demo_choice;
    DoctorChoice doctor_choice;
    add_demo_command(root, given, demo_choice, action);
    auto& doctor = add_doctor(root, doctor_choice);
    add_common(doctor, given);
    doctor.callback([&] { action = [&] { return run_doctor(app_options(given), doctor_choice); }; });
    DataCommands commands(given, action);
    add_user_commands(root, commands);
    add_tenant_commands(root, commands);
    add_access_commands(root, commands);
    commands.add(root, "verify", "Prove the event chains and the counts", "verify");
    add_key_commands(root, commands, given, action);
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
