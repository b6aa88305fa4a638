#include "command/data_commands.h"

#include "command/control.h"
#include "command/key.h"
#include "command/verify.h"
#include "event/log.h"
#include "report/service.h"

#include <cstdlib>
#include <iostream>

namespace baton {
namespace {

std::string password_from_input() {
    std::string password;
    std::getline(std::cin, password);
    return password;
}

int run_here(Given& given, AppOptions const& options) {
    auto const data = open_data(options);
    auto& database = *data.database;
    Log log(database);
    log.add(ticket_facts_reader());
    log.start();
    if (given.line.name.starts_with("key ")) return show(run_key_command(database, *data.custody, given.line, nullptr));
    auto const settle = [&] { return log.settle(std::chrono::seconds(60)); };
    if (given.line.name == "verify") return show(verify_beside(database, options.data_dir, settle));
    return show(run_command(database, given.line));
}

int run_somewhere(Given& given) {
    auto const options = app_options(given);
    if (auto const result = ask_server(options.data_dir, given.line)) return show(*result);
    return run_here(given, options);
}

} // namespace

void DataCommands::add_to(CLI::App& root) {
    add_user_commands(root);
    add_token_commands(root);
    add_tenant_commands(root);
    add_access_commands(root);
    add(root, "verify", "Prove chains, counts, references, files and search", "verify");
    add_key_commands(root);
}

CLI::App* DataCommands::add(CLI::App& parent, std::string const& name, std::string const& help, std::string const& line,
                            Password password) {
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

CLI::Option* DataCommands::option(CLI::App* command, std::string const& name, std::string const& help) {
    return command->add_option_function<std::string>(
        "--" + name, [this, name](std::string const& v) { given_.line.options[name] = v; }, help);
}

void DataCommands::list(CLI::App* command, std::string const& name, std::string const& help) {
    command->add_option("--" + name, given_.line.list, help);
}

void DataCommands::tenant_option(CLI::App* command) {
    option(command, "tenant", "Name or id of a tenant; else the first");
}

void DataCommands::take_password(Password password) {
    if (password == Password::from_input) given_.line.options["password"] = password_from_input();
    auto const* given = std::getenv("BATON_ADMIN_PASSWORD");
    if (password == Password::from_environment && given) given_.line.options["password"] = given;
}

void DataCommands::add_user_commands(CLI::App& root) {
    using enum Password;
    auto& user = *root.add_subcommand("user", "People who sign in");
    user.require_subcommand(1);
    auto* create = add(user, "add", "Add a user; the password is read from standard input", "user add", from_input);
    option(create, "login", "Login")->required();
    option(create, "name", "Name, as colleagues see it");
    option(create, "department", "Name of his department");
    list(create, "role", "Name of a role; may be repeated");
    auto* password = add(user, "password", "Set a password, read from standard input; ends his sessions",
                         "user password", from_input);
    option(password, "login", "Login")->required();
    auto* reset = add(user, "reset-totp", "Ask someone for no codes any more who lost phone and recovery codes",
                      "user reset-totp");
    option(reset, "login", "Login")->required();
    auto* all = add(user, "list", "List the users", "user list");
    for (auto* command : {create, password, reset, all}) tenant_option(command);
}

void DataCommands::add_token_commands(CLI::App& root) {
    auto& token = *root.add_subcommand("token", "API tokens");
    token.require_subcommand(1);
    auto* create = add(token, "create", "Create a token and print it, this once", "token create");
    option(create, "login", "Whose token")->required();
    option(create, "name", "What it is for");
    list(create, "scope", "A permission it is limited to; may be repeated");
    tenant_option(create);
}

void DataCommands::add_tenant_commands(CLI::App& root) {
    auto& tenant = *root.add_subcommand("tenant", "Companies that share this installation and nothing else");
    tenant.require_subcommand(1);
    auto* create = add(tenant, "create", "Create a tenant with an administrator and print his password, this once",
                       "tenant create", Password::from_environment);
    option(create, "name", "Its name")->required();
    list(create, "host", "A host name under which people sign in to it; may be repeated");
    add(tenant, "list", "List the tenants", "tenant list");
}

void DataCommands::add_access_commands(CLI::App& root) {
    auto& access = *root.add_subcommand("access", "The addresses that people and tokens may come from");
    access.require_subcommand(1);
    tenant_option(add(access, "list", "Show them", "access list"));
    tenant_option(add(access, "clear", "Allow all addresses again, for who locked himself out", "access clear"));
}

void DataCommands::add_key_commands(CLI::App& root) {
    auto& key = *root.add_subcommand("key", "The master key");
    key.require_subcommand(1);
    auto* rotate = add(key, "rotate", "Make new keys and encrypt everything again in the background", "key rotate");
    auto const master = [this](std::int64_t) { given_.line.options["master"] = "1"; };
    rotate->add_flag_function("--master", master, "A new master key instead: only the keys are wrapped again");
    add(key, "status", "How many keys there are and how far a rotation is", "key status");
    add_key_file_commands(key);
}

// They need the key's file, not the data.
void DataCommands::add_key_file_commands(CLI::App& key) {
    auto* restore =
        key.add_subcommand("restore", "Write the key file again, from the recovery phrase (standard input)");
    add_common(*restore, given_);
    restore->add_option("--from", given_.file,
                        "From this file of `key wrap`; its passphrase from BATON_KEY_PASSPHRASE or standard input");
    restore->callback([this] { action_ = [this] { return show(restore_key(app_options(given_), given_.file)); }; });
    auto* wrap = key.add_subcommand("wrap", "Write the key into a file under a passphrase (BATON_KEY_PASSPHRASE or "
                                            "standard input)");
    add_common(*wrap, given_);
    wrap->add_option("--out", given_.file, "The new file")->required();
    wrap->callback([this] { action_ = [this] { return show(wrap_key_file(app_options(given_), given_.file)); }; });
}

} // namespace baton
