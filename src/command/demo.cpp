#include "command/demo.h"

#include "base/hash.h"
#include "command/settle.h"
#include "demo/demo.h"
#include "event/log.h"
#include "install/install.h"
#include "password/password.h"
#include "report/service.h"
#include "user/service.h"

#include <fmt/format.h>

namespace baton {
namespace {

std::string demo_password(AppOptions const& options, DemoChoice const& choice) {
    auto const& given = choice.password.empty() ? options.admin_password : choice.password;
    if (given.empty()) return base64url(random_bytes<12>());
    if (auto const problem = password_problem(given, "admin", "管理员"); !problem.empty())
        throw std::runtime_error(fmt::format("The password {}", problem));
    return given;
}

Timestamp end_of_story(DemoChoice const& choice) {
    if (choice.now.empty()) return now();
    auto const at = from_rfc3339(choice.now);
    if (!at) throw std::runtime_error("--now takes a moment such as 2026-11-20T12:00:00+08:00");
    return *at;
}

std::string told(demo::DemoReport const& report, demo::DemoOrder const& order, std::string const& where, bool is_new) {
    auto text = fmt::format("The demo company is in {}: {} tickets of {} days, {} customers, {} people, {} "
                            "departments; seed {}.\nThe password of these logins is {}\n",
                            where, report.tickets, demo::days_played, report.customers, report.people,
                            report.departments, order.story.seed, order.password);
    text += fmt::format("  {:<16}管理员{}\n", "admin", is_new ? "" : " (keeps the password he had)");
    for (auto const& login : report.logins)
        text += fmt::format("  {:<16}{} · {} · {}\n", login.login, login.name, login.department, login.shown_as);
    return text;
}

} // namespace

CommandResult run_demo(AppOptions options, DemoChoice const& choice) {
    demo::DemoOrder const order{{choice.seed, choice.tickets, end_of_story(choice)}, demo_password(options, choice)};
    options.ids = db::Ids::of_the_past;
    auto const data = open_data(options);
    auto& database = *data.database;
    auto const refusal = db::look(database, default_tenant, [](Tx& tx) { return demo::what_is_there(tx); });
    if (!refusal.empty()) return {1, fmt::format("{}\n", refusal)};
    Log log(database);
    log.add(ticket_facts_reader());
    log.start();
    auto const begin = demo::season_until(order.story.now).begin;
    bool const was_there = db::look(database, default_tenant, [](Tx& tx) { return has_users(tx); });
    install_if_empty(database, order.password, begin + -demo::hour_us);
    auto const report = demo::make_demo(database, default_tenant, order);
    settle_readers(database, log, options.data_dir, default_tenant);
    auto const where = options.database_url.empty() ? options.data_dir.string() : "the database";
    return {0, told(report, order, where, !was_there)};
}

} // namespace baton
