#include "demo/demo.h"

#include "demo/play.h"
#include "password/password.h"
#include "user/service.h"

#include <algorithm>

namespace baton::demo {
namespace {

// Only who is told about gets a password: the others have none, and nobody signs in as them until they are given one.
std::vector<std::string> hashes_for(std::string const& password) {
    std::vector<std::string> hashes;
    for (auto const& person : staff()) hashes.push_back(person.shown_as.empty() ? "" : hash_password(password));
    return hashes;
}

std::vector<ToldLogin> told_logins() {
    std::vector<ToldLogin> logins;
    for (auto const& person : staff())
        if (!person.shown_as.empty())
            logins.push_back({std::string(person.login), std::string(person.name),
                              std::string(departments()[std::size_t(person.place)].name),
                              std::string(person.shown_as)});
    return logins;
}

} // namespace

std::string what_is_there(Tx& tx) {
    if (user_by_login(tx, std::string(staff().front().login)))
        return "There is a demo company already. If its making was interrupted it is incomplete: serve it as it is, or "
               "remove it and run `baton demo` again.";
    TicketFilter any;
    any.limit = 1;
    if (!tickets_matching(tx, Actor::system(tx.tenant()), any).empty())
        return "There are tickets already. A demo company is made only where there is nothing yet: give another "
               "directory or database.";
    if (users_after(tx, UserId{}, 2).size() > 1)
        return "There are people already. A demo company is made only where there is nothing yet: give another "
               "directory or database.";
    return "";
}

DemoReport make_demo(db::Database& database, TenantId tenant, DemoOrder const& order) {
    auto const story = tell(order.story);
    auto people = shoppers_of(order.story.seed);
    auto const hashes = hashes_for(order.password);
    auto const company =
        db::run(database, tenant, [&](Tx& tx) { return found_company(tx, people, hashes, story.season.begin); });
    Player player(database, tenant, company, story, std::move(people));
    player.play();
    return {story.tickets.size(), company.customers.size(), company.users.size() + 1, departments().size(),
            told_logins()};
}

} // namespace baton::demo
