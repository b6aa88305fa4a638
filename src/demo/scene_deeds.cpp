// What people do with a ticket, beyond what is one call.
#include "demo/scene.h"

#include "announcement/service.h"
#include "reminder/service.h"
#include "ticket/customer_side.h"
#include "ticket/link.h"
#include "ticket/merge.h"
#include "ticket/participant.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace baton::demo {

namespace {

// Who tells by himself, on which channels; elsewhere somebody here writes it down for him.
bool is_written_down(Channel c) { return c == Channel::phone || c == Channel::chat || c == Channel::console; }

} // namespace

NewTicket Scene::new_ticket(Case const& of) const {
    NewTicket input;
    input.subject = of.subject;
    input.description = of.opening;
    input.type = std::string(of.matter->type);
    input.priority = of.priority;
    input.channel = of.channel;
    for (auto const& tag : of.tags) input.tags.emplace_back(tag);
    input.fields = of.fields;
    input.requester.id = player_.company_.customers[std::size_t(of.customer)];
    return input;
}

void Scene::open(Step const& step) {
    auto const& of = player_.story_.tickets[std::size_t(ticket_)];
    if (of.channel == Channel::portal) return open_at_portal(step, of);
    auto input = new_ticket(of);
    auto const* who = &member(of.matter->place, step.pick);
    auto const stranger = somebody(tx_.tenant());
    if (ticket_ == player_.story_.problem) {
        who = &member(Place::quality, 0);
        input.department_id = player_.company_.department(Place::quality);
    } else if (!is_written_down(of.channel)) who = &stranger;
    else if (of.channel == Channel::phone) input.assignee_id = who->user; // who took the call goes on with it
    auto const opened = open_ticket(tx_, *who, input, player_.numbers_, step.at);
    change(ticket_).id = opened.ticket.id;
}

void Scene::open_at_portal(Step const& step, Case const& of) {
    auto const& shopper = player_.people_[std::size_t(of.customer)];
    PortalNewTicket input;
    input.subject = of.subject;
    input.description = of.opening;
    input.type = std::string(of.matter->type);
    input.fields = of.fields;
    input.requester = {shopper.name, shopper.phone, {}, {}};
    if (of.of_batch) input.announcement_id = current_announcement(step.at);
    auto const address = fmt::format("10.{}.{}.7", of.customer / 200, of.customer % 200);
    auto const receipt = open_portal_ticket(tx_, player_.throttle_, player_.numbers_, {input, address}, step.at);
    change(ticket_).id = ticket_by_number(tx_, receipt.number).value().id;
}

std::optional<AnnouncementId> Scene::current_announcement(Timestamp now) {
    auto const id = played(player_.story_.problem).announcement;
    for (auto const& a : current_announcements(tx_, now))
        if (a.id == id) return id;
    return std::nullopt;
}

void Scene::say(Step const& step, std::vector<Text<1, 20>> mentions) {
    auto const& who = holder(step);
    NewMessage message;
    message.body = filled(who, step.text);
    message.visibility = Visibility::public_;
    message.mentions = std::move(mentions);
    if (!step.word.empty() && step.word != t_.status) message.then = step.word;
    add_message(tx_, who, reference(), message, step.at);
}

void Scene::note(Step const& step) {
    auto const& who = holder(step);
    NewMessage message;
    message.visibility = Visibility::internal;
    message.body = filled(who, step.text);
    if (step.text.find(colleague_slot) != std::string::npos) {
        auto const other = std::size_t(step.number);
        message.body = replaced(message.body, colleague_slot, staff()[other].name);
        message.mentions = {std::to_string(player_.company_.users[other].value)};
    }
    add_message(tx_, who, reference(), message, step.at);
}

void Scene::move(Step const& step) {
    auto const& who = holder(step);
    if (step.word != t_.status) change_status(tx_, who, reference(), {step.word, {}}, step.at);
}

void Scene::hand(Step const& step) {
    auto const& who = holder(step);
    Assignment to;
    to.department_id = player_.company_.department(step.place);
    to.note = step.note;
    to.handover = {step.text, step.more, step.most, {}};
    if (step.pick % 3 == 0) to.handover->promised_at = step.at + step.number * hour_us;
    auto const first = played(ticket_).first;
    if (step.place == place_of_ticket()) to.assignee_id = member(step.place, step.pick, who.user).user;
    else if (step.place == Place::service && first && works_there(*first, Place::service)) to.assignee_id = first;
    assign_ticket(tx_, who, reference(), to, step.at);
}

bool Scene::works_there(UserId user, Place place) const {
    auto const number = number_of(user);
    return number && staff()[*number].place == place;
}

void Scene::bounce(Step const& step) {
    if (place_of_ticket() != step.place || !is_waiting()) return;
    auto const& who = t_.assignee_id ? actor_of_user(*t_.assignee_id) : member(step.place, step.pick);
    bounce_ticket(tx_, who, reference(), {step.text}, step.at);
}

void Scene::give_back(Step const& step) {
    if (place_of_ticket() != step.place) return;
    auto const& who = holder(step);
    auto const stands = [](Handover const& h) {
        return h.state == HandoverState::accepted || h.state == HandoverState::waiting;
    };
    if (std::ranges::any_of(handovers_of(tx_, t_.id), stands))
        return_ticket(tx_, who, reference(), {step.text}, step.at);
}

void Scene::judge(Step const& step) {
    constexpr std::array<std::string_view, 3> verdicts = {"ours", "carrier", "none"};
    auto const& who = holder(step);
    json::object const changes{{"fields", {{"liability", verdicts[std::size_t(step.number)]}}}};
    edit_ticket(tx_, who, reference(), changes, t_.version, step.at);
}

void Scene::rate(Step const& step) {
    if (rating_of(tx_, t_.id)) return;
    RatingInput input;
    input.score = step.number;
    input.comment = step.text;
    for (auto const& tag : step.tags) input.tags.emplace_back(tag);
    for (auto const& question : rating_questions(tx_, t_.type_id))
        input.answers.push_back({question.id, std::clamp<std::int64_t>(step.number + int(step.pick % 2), 1, 5)});
    rate_ticket(tx_, customer_of(tx_, t_), input, step.at);
}

void Scene::merge(Step const& step) {
    if (!played(step.number).id) return;
    auto const original = ticket_now(step.number);
    if (is_finished(original.status_category) || original.requester_id != t_.requester_id) return;
    merge_ticket(tx_, player_.company_.desk_lead(), reference(), {std::to_string(original.id.value)}, step.at);
}

void Scene::link(Step const& step, LinkRole role) {
    auto const& tickets = player_.story_.tickets;
    bool const of_batch = tickets[std::size_t(ticket_)].of_batch || tickets[std::size_t(step.number)].of_batch;
    if (!played(step.number).id || (role == LinkRole::related && of_batch)) return;
    auto const other = std::to_string(played(step.number).id->value);
    link_ticket(tx_, player_.company_.desk_lead(), reference(), {role, other}, step.at);
}

void Scene::collaborate(Step const& step) {
    auto const user = player_.company_.users[std::size_t(step.number)];
    if (is_finished(t_.status_category) || t_.assignee_id == user) return;
    add_participant(tx_, holder(step), reference(), Part::collaborator, user, step.at);
}

void Scene::set_follow_up(Step const& step) {
    if (!t_.assignee_id) return;
    auto const& who = holder(step);
    NewFollowUp const input{step.at + step.number * hour_us, step.text, {}, {}};
    change(ticket_).follow_up = baton::set_follow_up(tx_, who, reference(), input, step.at).id;
    change(ticket_).follower = who.user;
}

void Scene::end_follow_up(Step const& step) {
    auto const& p = played(ticket_);
    if (!p.follow_up) return;
    auto const& who = t_.assignee_id == p.follower ? actor_of_user(*p.follower) : player_.company_.desk_lead();
    finish_follow_up(tx_, who, *p.follow_up, {step.text}, step.at);
}

void Scene::announce(Step const& step) {
    AnnouncementFields fields;
    fields.title = step.text;
    fields.body = step.more;
    fields.type_ids = {t_.type_id};
    fields.starts_at = step.at;
    fields.ends_at = step.at + step.number * hour_us;
    fields.problem_ticket_id = t_.id;
    change(ticket_).announcement = create_announcement(tx_, system_, fields, step.at).id;
}

} // namespace baton::demo
