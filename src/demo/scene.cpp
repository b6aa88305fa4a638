#include "demo/scene.h"

#include "customer/service.h"
#include "presence/service.h"
#include "reminder/service.h"
#include "tenant/service.h"
#include "ticket/customer_side.h"
#include "ticket/mention.h"
#include "ticket/merge.h"
#include "ticket/snooze.h"
#include "timer/service.h"

#include <algorithm>

namespace baton::demo {

Played const& Scene::played(int ticket) const {
    auto const it = changed_.find(ticket);
    return it == changed_.end() ? player_.played_[std::size_t(ticket)] : it->second;
}

Played& Scene::change(int ticket) {
    return changed_.try_emplace(ticket, player_.played_[std::size_t(ticket)]).first->second;
}

Ticket Scene::ticket_now(int ticket) {
    return visible_ticket(tx_, system_, std::to_string(played(ticket).id.value().value));
}

std::string Scene::filled(Actor const& who, std::string text) const {
    return replaced(replaced(std::move(text), agent_slot, who.name), number_slot, t_.number);
}

std::optional<std::size_t> Scene::number_of(UserId id) const {
    auto const& users = player_.company_.users;
    auto const it = std::ranges::find(users, id);
    return it == users.end() ? std::nullopt : std::optional(std::size_t(it - users.begin()));
}

Actor const& Scene::actor_of_user(UserId id) const {
    auto const number = number_of(id);
    if (!number) throw std::logic_error("a ticket of the demo is with somebody who does not work there");
    return player_.company_.actors[*number];
}

Actor const& Scene::member(Place place, std::uint64_t pick, std::optional<UserId> not_he) const {
    std::vector<Actor const*> there;
    for (std::size_t i = 0; i < staff().size(); ++i) {
        auto const& actor = player_.company_.actors[i];
        if (staff()[i].place == place && actor.user != not_he) there.push_back(&actor);
    }
    return *there.at(std::size_t(pick >> 8) % there.size());
}

Place Scene::place_of_ticket() const {
    auto const& all = player_.company_.departments;
    auto const it = std::ranges::find(all, t_.department_id.value());
    return Place(it - all.begin());
}

bool Scene::is_waiting() {
    auto const all = handovers_of(tx_, t_.id);
    return !all.empty() && all.back().state == HandoverState::waiting;
}

void Scene::take_by(Actor const& who, Timestamp at) {
    t_ = accept_ticket(tx_, who, reference(), at);
    if (!played(ticket_).first) change(ticket_).first = who.user;
}

Actor const& Scene::holder(Step const& step) {
    if (!t_.assignee_id) take_by(member(place_of_ticket(), step.pick), step.at);
    return actor_of_user(*t_.assignee_id);
}

void Scene::play(Step const& step) {
    ticket_ = step.ticket;
    if (step.act == Act::open) return open(step);
    if (step.act == Act::timers) return ring(step);
    if (step.act == Act::arrive || step.act == Act::leave) return change_shift(step);
    if (!played(ticket_).id) return;
    t_ = ticket_now(ticket_);
    bool const is_over = is_finished(t_.status_category);
    bool const is_closed = t_.status_category == StatusCategory::closed;
    if (is_closed && !merged_among(tx_, {t_.id}).empty()) return;
    if (!is_over) act_unfinished(step);
    else act_finished(step);
    act_any_time(step);
}

void Scene::act_unfinished(Step const& step) {
    switch (step.act) {
    case Act::take:
        return take(step);
    case Act::say:
        return say(step, {});
    case Act::ask:
        return say(step, {std::string(customer_mention)});
    case Act::note:
        return note(step);
    case Act::move:
        return move(step);
    case Act::hand:
        return hand(step);
    case Act::bounce:
        return bounce(step);
    case Act::give_back:
        return give_back(step);
    case Act::judge:
        return judge(step);
    case Act::merge:
        return merge(step);
    case Act::snooze:
        t_ = snooze_ticket(tx_, holder(step), reference(), {step.at + step.number * hour_us, step.text}, step.at);
        return;
    case Act::answer:
        add_customer_message(tx_, customer_of(tx_, t_), {step.text, {}}, step.at);
        return;
    case Act::nudge:
        if (!nudge_after(t_, customer_rules(tx_), step.at)) nudge_ticket(tx_, customer_of(tx_, t_), step.text, step.at);
        return;
    default:
        return;
    }
}

void Scene::act_finished(Step const& step) {
    bool const is_closed = t_.status_category == StatusCategory::closed;
    switch (step.act) {
    case Act::rate:
        return rate(step);
    case Act::confirm:
        if (!is_closed) confirm_ticket(tx_, customer_of(tx_, t_), true, step.text, step.at);
        return;
    case Act::reopen:
        if (is_reopenable(t_, customer_rules(tx_), step.at))
            reopen_ticket(tx_, customer_of(tx_, t_), step.text, player_.numbers_, step.at);
        return;
    case Act::close:
        if (!is_closed) change_status(tx_, system_, reference(), {std::string("closed"), step.text}, step.at);
        return;
    default:
        return;
    }
}

void Scene::act_any_time(Step const& step) {
    switch (step.act) {
    case Act::link:
        return link(step, LinkRole::related);
    case Act::incident:
        return link(step, LinkRole::incident);
    case Act::follow_up:
        return set_follow_up(step);
    case Act::followed_up:
        return end_follow_up(step);
    case Act::announce:
        return announce(step);
    case Act::collaborate:
        return collaborate(step);
    case Act::remind:
        if (t_.assignee_id)
            set_reminder(tx_, holder(step), reference(), {step.at + step.number * hour_us, step.text, {}}, step.at);
        return;
    default:
        return;
    }
}

void Scene::take(Step const& step) {
    if (!t_.assignee_id) return take_by(member(place_of_ticket(), step.pick), step.at);
    if (is_waiting()) return take_by(actor_of_user(*t_.assignee_id), step.at);
    if (!played(ticket_).first) change(ticket_).first = t_.assignee_id;
}

void Scene::ring(Step const& step) {
    for (auto const& timer : due_timers(tx_, step.at, 100)) {
        if (timer.kind == TimerKind::wake_ticket) wake_due_ticket(tx_, timer, step.at);
        if (timer.kind == TimerKind::remind) baton::remind(tx_, timer, step.at);
    }
}

void Scene::change_shift(Step const& step) {
    auto const& who = player_.company_.actors[std::size_t(step.number)];
    choose_presence(tx_, who, step.act == Act::arrive ? Presence::online : Presence::offline, step.at);
}

} // namespace baton::demo
