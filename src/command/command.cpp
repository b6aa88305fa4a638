#include "command/command.h"

#include "department/service.h"
#include "install/install.h"
#include "password/password.h"
#include "session/second_factor.h"
#include "session/service.h"
#include "tenant/service.h"
#include "user/service.h"

#include <fmt/format.h>
#include <iostream>

namespace baton {
namespace {

std::string option(CommandLine const& line, std::string const& name) {
    auto const it = line.options.find(name);
    return it == line.options.end() ? "" : it->second;
}

// The one named by --tenant, else the first.
TenantId tenant_of(db::Database& database, CommandLine const& line) {
    auto const name = option(line, "tenant");
    if (name.empty()) return default_tenant;
    auto const tenant = db::look(database, default_tenant, [&](Tx& tx) { return find_tenant(tx, name); });
    if (!tenant) throw Error(ErrorCode::invalid, "tenant", "There is no such tenant.");
    return tenant->id;
}

std::optional<User> named_user(db::Database& database, TenantId tenant, std::string const& login) {
    return db::look(database, tenant, [&](Tx& tx) { return user_by_login(tx, login); });
}

CommandResult add_tenant(db::Database& database, CommandLine const& line) {
    NewTenant const input{option(line, "name"), line.list, option(line, "password")};
    if (is_blank(input.name) || code_points(input.name) > 100) return {1, "name: must have 1 to 100 characters\n"};
    auto const made = create_tenant(database, input);
    auto text = fmt::format("tenant {} has id {}\n", input.name, made.id.value);
    if (!made.made_up_password.empty())
        text += fmt::format("Sign in as admin with the password {}\n", made.made_up_password);
    return {0, text};
}

CommandResult list_tenants(db::Database& database) {
    std::string text;
    for (auto const& tenant : db::look(database, default_tenant, tenants_of_installation))
        text += fmt::format("{}\t{}\n", tenant.id.value, tenant.name);
    return {0, text};
}

CommandResult add_user(db::Database& database, CommandLine const& line) {
    NewUser input;
    input.login = option(line, "login");
    input.name = option(line, "name").empty() ? option(line, "login") : option(line, "name");
    input.password = option(line, "password");
    for (auto const& role : line.list) input.roles.push_back(role);
    Problems problems;
    check(input, problems);
    problems.raise();
    auto const tenant = tenant_of(database, line);
    auto const hash = hash_password(input.password);
    auto const user = db::run(database, tenant, [&](Tx& tx) {
        for (auto const& department : all_departments(tx))
            if (department.name == option(line, "department")) input.department_ids = {department.id};
        if (!option(line, "department").empty() && input.department_ids.empty())
            throw Error(ErrorCode::invalid, "department", "There is no such department.");
        return create_user(tx, Actor::system(tenant), input, hash, now());
    });
    return {0, fmt::format("added user {} with id {}\n", user.login, user.id.value)};
}

CommandResult set_password(db::Database& database, CommandLine const& line) {
    auto const tenant = tenant_of(database, line);
    auto const user = named_user(database, tenant, option(line, "login"));
    if (!user) return {1, "there is no user " + option(line, "login") + "\n"};
    if (auto const problem = password_problem(option(line, "password"), user->login, user->name); !problem.empty())
        return {1, "the password " + problem + "\n"};
    auto const hash = hash_password(option(line, "password"));
    db::run(database, tenant, [&](Tx& tx) {
        change_password(tx, Actor::system(tenant), {user->id, hash, false}, now());
    });
    return {0, "password changed; his sessions have ended\n"};
}

CommandResult reset_totp(db::Database& database, CommandLine const& line) {
    auto const tenant = tenant_of(database, line);
    auto const user = named_user(database, tenant, option(line, "login"));
    if (!user) return {1, "there is no user " + option(line, "login") + "\n"};
    db::run(database, tenant, [&](Tx& tx) { end_totp(tx, Actor::system(tenant), user->id, now()); });
    return {0, "no codes are asked for any more\n"};
}

CommandResult list_users(db::Database& database, CommandLine const& line) {
    std::string text;
    auto const all =
        db::look(database, tenant_of(database, line), [](Tx& tx) { return users_after(tx, UserId{}, 10'000); });
    for (auto const& user : all) text += fmt::format("{}\t{}\t{}\n", user.id.value, user.login, user.name);
    return {0, text};
}

CommandResult make_token(db::Database& database, CommandLine const& line) {
    auto const tenant = tenant_of(database, line);
    auto const user = named_user(database, tenant, option(line, "login"));
    if (!user) return {1, "there is no user " + option(line, "login") + "\n"};
    NewToken input;
    input.name = option(line, "name").empty() ? "command line" : option(line, "name");
    for (auto const& scope : line.list) input.scopes.push_back(scope);
    auto const token = db::run(database, tenant,
                               [&](Tx& tx) { return create_token(tx, Actor::system(tenant), user->id, input, now()); });
    return {0, token.secret + "\n"};
}

CommandResult list_access(db::Database& database, CommandLine const& line) {
    auto const ranges = db::look(database, tenant_of(database, line), access_ranges);
    if (ranges.empty()) return {0, "from anywhere\n"};
    return {0, fmt::format("{}\n", fmt::join(ranges, "\n"))};
}

CommandResult clear_access(db::Database& database, CommandLine const& line) {
    auto const tenant = tenant_of(database, line);
    db::run(database, tenant, [&](Tx& tx) { set_access_ranges(tx, Actor::system(tenant), {}, "", now()); });
    return {0, "people and tokens may come from anywhere\n"};
}

CommandResult dispatch(db::Database& database, CommandLine const& line) {
    if (line.name == "tenant create") return add_tenant(database, line);
    if (line.name == "tenant list") return list_tenants(database);
    if (line.name == "user add") return add_user(database, line);
    if (line.name == "user password") return set_password(database, line);
    if (line.name == "user reset-totp") return reset_totp(database, line);
    if (line.name == "user list") return list_users(database, line);
    if (line.name == "token create") return make_token(database, line);
    if (line.name == "access list") return list_access(database, line);
    if (line.name == "access clear") return clear_access(database, line);
    return {1, "there is no command " + line.name + "\n"};
}

} // namespace

int show(CommandResult const& result) {
    (result.exit_code == 0 ? std::cout : std::cerr) << result.output << std::flush;
    return result.exit_code;
}

CommandResult run_command(db::Database& database, CommandLine const& line) {
    try {
        return dispatch(database, line);
    } catch (Error const& e) {
        std::string text = e.errors.empty() ? std::string(e.what()) + "\n" : "";
        for (auto const& problem : e.errors) text += problem.field + ": " + problem.message + "\n";
        return {1, text};
    } catch (std::exception const& e) {
        return {1, std::string(e.what()) + "\n"};
    }
}

} // namespace baton
