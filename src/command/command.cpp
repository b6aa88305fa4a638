#include "command/command.h"

#include "department/service.h"
#include "event/log.h"
#include "password/password.h"
#include "session/service.h"
#include "user/service.h"
#include "view/service.h"

#include <fmt/format.h>

namespace baton {
namespace {

std::string option(CommandLine const& line, std::string const& name) {
    auto const it = line.options.find(name);
    return it == line.options.end() ? "" : it->second;
}

std::optional<User> named_user(db::Database& database, std::string const& login) {
    return db::look(database, default_tenant, [&](Tx& tx) { return user_by_login(tx, login); });
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
    auto const hash = hash_password(input.password);
    auto const user = db::run(database, default_tenant, [&](Tx& tx) {
        for (auto const& department : all_departments(tx))
            if (department.name == option(line, "department")) input.department_ids = {department.id};
        if (!option(line, "department").empty() && input.department_ids.empty())
            throw Error(ErrorCode::invalid, "department", "There is no such department.");
        return create_user(tx, Actor::system(default_tenant), input, hash, now());
    });
    return {0, fmt::format("added user {} with id {}\n", user.login, user.id.value)};
}

CommandResult set_password(db::Database& database, CommandLine const& line) {
    auto const user = named_user(database, option(line, "login"));
    if (!user) return {1, "there is no user " + option(line, "login") + "\n"};
    if (auto const problem = password_problem(option(line, "password"), user->login); !problem.empty())
        return {1, "the password " + problem + "\n"};
    auto const hash = hash_password(option(line, "password"));
    db::run(database, default_tenant,
            [&](Tx& tx) { change_password(tx, Actor::system(default_tenant), user->id, hash); });
    return {0, "password changed; his sessions have ended\n"};
}

CommandResult list_users(db::Database& database) {
    std::string text;
    auto const all = db::look(database, default_tenant, [](Tx& tx) { return users_after(tx, UserId{}, 10'000); });
    for (auto const& user : all) text += fmt::format("{}\t{}\t{}\n", user.id.value, user.login, user.name);
    return {0, text};
}

CommandResult make_token(db::Database& database, CommandLine const& line) {
    auto const user = named_user(database, option(line, "login"));
    if (!user) return {1, "there is no user " + option(line, "login") + "\n"};
    NewToken input;
    input.name = option(line, "name").empty() ? "command line" : option(line, "name");
    for (auto const& scope : line.list) input.scopes.push_back(scope);
    auto const token =
        db::run(database, default_tenant, [&](Tx& tx) { return create_token(tx, user->id, input, now()); });
    return {0, token.secret + "\n"};
}

CommandResult verify(db::Database& database, std::function<bool()> const& settle) {
    if (!settle()) return {1, "the log's readers did not catch up in time; look at /metrics\n"};
    auto const chain = verify_chain(database, default_tenant);
    auto const counts = db::look(database, default_tenant, [](Tx& tx) { return check_ticket_counts(tx); });
    auto text = fmt::format("events {}, batches {}, erased {}, unnumbered {}\n", chain.events, chain.batches,
                            chain.erased, chain.unnumbered);
    text += chain.intact ? "chain intact\n" : "chain broken: " + chain.first_break + "\n";
    text += counts.empty() ? "counts agree\n" : "counts differ: " + counts + "\n";
    return {chain.intact && counts.empty() ? 0 : 1, text};
}

CommandResult dispatch(db::Database& database, CommandLine const& line, std::function<bool()> const& settle) {
    if (line.name == "user add") return add_user(database, line);
    if (line.name == "user password") return set_password(database, line);
    if (line.name == "user list") return list_users(database);
    if (line.name == "token create") return make_token(database, line);
    if (line.name == "verify") return verify(database, settle);
    return {1, "there is no command " + line.name + "\n"};
}

} // namespace

CommandResult run_command(db::Database& database, CommandLine const& line, std::function<bool()> const& settle) {
    try {
        return dispatch(database, line, settle);
    } catch (Error const& e) {
        std::string text = e.errors.empty() ? std::string(e.what()) + "\n" : "";
        for (auto const& problem : e.errors) text += problem.field + ": " + problem.message + "\n";
        return {1, text};
    } catch (std::exception const& e) {
        return {1, std::string(e.what()) + "\n"};
    }
}

} // namespace baton
