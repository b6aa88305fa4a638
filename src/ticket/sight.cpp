#include "ticket/sight.h"

#include "department/service.h"
#include "role/service.h"
#include "ticket/participant.h"
#include "ticket/service.h"
#include "ticket/store.h"
#include "user/service.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

using enum SightReasonKind;

class Explanation {
public:
    Explanation(Tx& tx, Ticket const& ticket, Actor const& person) : tx_(tx), ticket_(ticket), person_(person) {
        for (auto const& d : all_departments(tx)) departments_[d.id] = d;
    }

    std::vector<SightReason> reasons() {
        auto const& name = person_.name;
        if (person_.may(Permission::tickets_read_all))
            say(reads_all, fmt::format("A role of {} lets him read all tickets ({}).", name, role_with_all()));
        if (ticket_.assignee_id == person_.user) say(assignee, fmt::format("The ticket is assigned to {}.", name));
        if (ticket_.created_by == person_.user) say(creator, fmt::format("{} opened the ticket.", name));
        if (takes_part(tx_, ticket_.id, *person_.user, Part::collaborator))
            say(collaborator, fmt::format("{} is a collaborator of the ticket.", name));
        if (takes_part(tx_, ticket_.id, *person_.user, Part::follower))
            say(follower, fmt::format("{} follows the ticket.", name));
        if (ticket_.department_id) say_department(*ticket_.department_id, "The ticket is with");
        if (ticket_.opened_department_id && ticket_.opened_department_id != ticket_.department_id &&
            std::ranges::binary_search(person_.reach.seen, *ticket_.opened_department_id))
            say(opened, fmt::format("The ticket was opened by {}, which keeps reading it.",
                                    name_of_department(*ticket_.opened_department_id)));
        return std::move(reasons_);
    }

    // Asked when no reason was found.
    std::vector<SightReason> what_is_missing() {
        std::string own;
        for (auto const id : person_.reach.own) own += (own.empty() ? "" : ", ") + name_of_department(id);
        auto const place = ticket_.department_id ? name_of_department(*ticket_.department_id) : "no department";
        say(works_elsewhere, fmt::format("The ticket is with {}; {} works in {} and leads nothing above it.", place,
                                         person_.name, own.empty() ? "no department" : own));
        say(takes_no_part, fmt::format("{} is neither assignee nor creator, collaborator or follower.", person_.name));
        return std::move(reasons_);
    }

private:
    void say(SightReasonKind kind, std::string text) { reasons_.push_back({kind, std::move(text)}); }

    std::string name_of_department(DepartmentId id) const {
        auto const it = departments_.find(id);
        return it == departments_.end() ? "an archived department" : std::string(it->second.name);
    }

    std::string role_with_all() {
        std::string names;
        for (auto const& role : roles_of_user(tx_, *person_.user))
            if (std::ranges::count(role.permissions, permission_word(Permission::tickets_read_all)))
                names += (names.empty() ? "" : ", ") + role.name;
        return names;
    }

    // As a member, or as who leads it or one above it; the tree is walked upwards once.
    void say_department(DepartmentId id, std::string_view how) {
        auto const here = name_of_department(id);
        if (std::ranges::binary_search(person_.reach.own, id))
            say(member, fmt::format("{} {}, where {} works.", how, here, person_.name));
        std::size_t steps = 0;
        for (auto it = departments_.find(id); it != departments_.end() && steps <= departments_.size(); ++steps) {
            if (it->second.lead_id == person_.user)
                say(lead, it->first == id ? fmt::format("{} {}, which {} leads.", how, here, person_.name)
                                          : fmt::format("{} {}, which lies below {}, which {} leads.", how, here,
                                                        std::string(it->second.name), person_.name));
            it = it->second.parent_id ? departments_.find(*it->second.parent_id) : departments_.end();
        }
    }

    Tx& tx_;
    Ticket const& ticket_;
    Actor const& person_;
    std::map<DepartmentId, Department> departments_;
    std::vector<SightReason> reasons_;
};

// Who manages people may ask about any ticket; everyone else about those he sees.
Ticket ticket_to_explain(Tx& tx, Actor const& asker, std::string const& reference, UserId user) {
    if (asker.user != user) asker.require(Permission::users_manage);
    auto const& as = asker.may(Permission::users_manage) ? Actor::system(asker.tenant) : asker;
    return visible_ticket(tx, as, reference);
}

} // namespace

Sight explain_sight(Tx& tx, Actor const& asker, std::string const& reference, UserId id, Timestamp now) {
    auto const ticket = ticket_to_explain(tx, asker, reference, id);
    auto const user = find_person(tx, id);
    if (!user) throw Error(ErrorCode::invalid, "user_id", "There is no such user.");
    auto const person = actor_of(tx, id, user->name);
    Explanation explanation(tx, ticket, person);
    Sight sight{id, user->name, false, false, explanation.reasons(), {}};
    bool const ended = user->archived_at || (user->expires_at && *user->expires_at <= now);
    if (sight.reasons.empty()) sight.missing = explanation.what_is_missing();
    if (!person.may(Permission::tickets_read) && !person.may(Permission::tickets_read_all))
        sight.missing.push_back({no_such_permission, fmt::format("No role of {} lets him read tickets.", user->name)});
    if (ended) sight.missing.push_back({account_ended, fmt::format("The account of {} has ended.", user->name)});
    sight.sees = !ended && !visible_among(tx, visible_to(person), {ticket.id}).empty();
    sight.may_change = sight.sees && may_change(tx, person, ticket);
    return sight;
}

} // namespace baton
