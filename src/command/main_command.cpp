#include "command/main_command.h"

#include "base/version.h"
#include "command/control.h"
#include "command/serve.h"
#include "event/log.h"
#include "install/install.h"
#include "view/service.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

// What any command may be given. Flags win over the environment, which wins over the file.
struct Given {
    std::string data = "data";
    std::string database;
    std::string listen = "127.0.0.1:8080";
    bool quiet = false;
    AppOptions app;
    CommandLine line;
};

void add_common(CLI::App& command, Given& given) {
    command.add_option("--data", given.data, "The data directory")->envname("BATON_DATA");
    command.add_option("--database", given.database, "postgresql://… instead of SQLite in the data directory")
        ->envname("BATON_DATABASE");
}

void add_serve_options(CLI::App& serve, Given& given) {
    serve.add_option("--listen", given.listen, "Address and port")->envname("BATON_LISTEN");
    serve.add_option("--certificate", given.app.http.certificate_file, "TLS certificate chain (PEM)");
    serve.add_option("--private-key", given.app.http.private_key_file, "TLS private key (PEM)");
    serve.add_option("--workers", given.app.http.workers, "Worker threads")->check(CLI::Range(1, 256));
    serve.add_flag("--no-access-log", given.quiet, "Write no line per request");
    serve.set_config("--config", "", "Options from a file; unknown keys are refused")->check(CLI::ExistingFile);
    serve.allow_config_extras(CLI::config_extras_mode::error);
}

AppOptions app_options(Given& given) {
    given.app.data_dir = given.data;
    given.app.database_url = given.database;
    if (auto const* password = std::getenv("BATON_ADMIN_PASSWORD")) given.app.admin_password = password;
    return given.app;
}

void start_logs(bool access_log) {
    spdlog::set_default_logger(spdlog::stderr_logger_mt("baton"));
    if (access_log) spdlog::stdout_logger_mt("access")->set_pattern("%v");
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
    auto const database = open_database(options);
    Log log(*database);
    log.add(ticket_counts_reader());
    log.start();
    return show(run_command(*database, given.line, [&] { return log.settle(std::chrono::seconds(60)); }));
}

int initialise(Given& given) {
    auto const options = app_options(given);
    auto const database = open_database(options);
    Log log(*database); // on SQLite the first events are numbered as they are written
    auto const password = install_if_empty(*database, options.admin_password);
    if (!password.empty()) fmt::print("Sign in as admin with the password {}\n", password);
    fmt::print("{} is ready.\n", given.data);
    return 0;
}

int migrate(Given& given) {
    open_database(app_options(given));
    fmt::print("The database is at the newest schema.\n");
    return 0;
}

// Needs no database: the document follows from the routes alone.
int print_openapi() {
    struct NoDatabase : db::Database {
        db::Dialect dialect() const override { return db::Dialect::sqlite; }
        void write(TenantId, db::Unit, db::Done, db::Urgency) override { throw db::DbError("no database"); }
        void read(TenantId, db::Unit const&) override { throw db::DbError("no database"); }
        db::Health health() const override { return {}; }
        void before_commit(db::Unit) override {}
        void after_commit(std::function<void()>) override {}
    } none;
    std::cout << json::serialize(api::openapi(all_routes(none, ""))) << "\n";
    return 0;
}

void add_user_commands(CLI::App& root, Given& given, std::function<int()>& action) {
    auto& user = *root.add_subcommand("user", "People who sign in");
    user.require_subcommand(1);
    auto const add_to = [&](CLI::App& parent, std::string const& name, std::string const& help, std::string const& line,
                            bool password) {
        auto* command = parent.add_subcommand(name, help);
        add_common(*command, given);
        command->callback([&given, &action, line, password] {
            given.line.name = line;
            action = [&given, password] {
                if (password && !given.line.options.contains("password"))
                    given.line.options["password"] = password_from_input();
                return run_somewhere(given);
            };
        });
        return command;
    };
    auto const option = [&](CLI::App* command, std::string const& name, std::string const& help) {
        return command->add_option_function<std::string>(
            "--" + name, [&given, name](std::string const& v) { given.line.options[name] = v; }, help);
    };
    auto* add = add_to(user, "add", "Add a user; the password is read from standard input", "user add", true);
    option(add, "login", "Login")->required();
    option(add, "name", "Name, as colleagues see it");
    option(add, "department", "Name of his department");
    add->add_option("--role", given.line.list, "Name of a role; may be repeated");
    auto* password =
        add_to(user, "password", "Set a password, read from standard input; ends his sessions", "user password", true);
    option(password, "login", "Login")->required();
    add_to(user, "list", "List the users", "user list", false);
    auto& token = *root.add_subcommand("token", "API tokens");
    token.require_subcommand(1);
    auto* create = add_to(token, "create", "Create a token and print it, this once", "token create", false);
    option(create, "login", "Whose token")->required();
    option(create, "name", "What it is for");
    create->add_option("--scope", given.line.list, "A permission it is limited to; may be repeated");
    add_to(root, "verify", "Prove the event chain and the counts", "verify", false);
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
            start_logs(!given.quiet);
            return serve(app_options(given));
        };
    });
    auto* init = root.add_subcommand("init", "Prepare an empty data directory or database");
    add_common(*init, given);
    init->callback([&] { action = [&] { return initialise(given); }; });
    auto* migrate_command = root.add_subcommand("migrate", "Bring the database to the newest schema");
    add_common(*migrate_command, given);
    migrate_command->callback([&] { action = [&] { return migrate(given); }; });
    add_user_commands(root, given, action);
    root.add_subcommand("openapi", "Print the OpenAPI document")->callback([&] { action = print_openapi; });
    root.add_subcommand("version", "Print the version")->callback([&] {
        action = [] {
            fmt::print("baton {}\n", version());
            return 0;
        };
    });
    try {
        root.parse(argc, argv);
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
