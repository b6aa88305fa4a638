#include "ticket/life.h"

#include "ticket/customer_side.h"
#include "ticket/handover.h"
#include "ticket/merge.h"
#include "ticket/participant.h"
#include "type/service.h"

#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace baton {
namespace {

Actor const desk = Actor::system(default_tenant);

std::string name(TicketId id) { return std::to_string(id.value); }

// All of it but what differs after it was merged and parted again.
json::object standing_of(Ticket const& t) {
    auto shown = to_json(t).as_object();
    for (auto const* passing : {"version", "updated_at"}) shown.erase(passing);
    return shown;
}

std::string word_of(Stage const& s) { return to_json_text(Standing{s.status, s.department_id, s.assignee_id}); }

Actor customer(Tx& tx, TicketId id) { return customer_of(tx, visible_ticket(tx, desk, name(id))); }

bool is_refusal(ErrorCode code) {
    using enum ErrorCode;
    return code == conflict || code == forbidden || code == invalid || code == too_many;
}

} // namespace

// What happens often stands there more than once.
std::vector<Life::Deed> const& Life::deeds() {
    static std::vector<Deed> const all = {
        &Life::transfer, &Life::transfer, &Life::assign, &Life::accept, &Life::bounce, &Life::give_back,
        &Life::move,     &Life::move,     &Life::move,   &Life::move,   &Life::say,    &Life::say,
        &Life::edit,     &Life::edit,     &Life::merge,  &Life::merge,  &Life::part,   &Life::let_take_part,
        &Life::write,    &Life::confirm,  &Life::nudge,  &Life::reopen, &Life::rate};
    return all;
}

Life::Life(db::Database& database, Firm const& firm, TicketNumbers& numbers, int seed)
    : database_(database), firm_(firm), numbers_(numbers), seed_(seed), random_(unsigned(seed)),
      now_(after_seconds(beginning, seed % 1000)), done_(deeds().size()) {}

void Life::live() {
    for (int i = 0; i < 2; ++i) open();
    for (int i = 0; i < actions; ++i) act();
    part_all();
    database_.read(default_tenant, [&](Tx& tx) {
        for (auto const id : tickets_) expect_whole(tx, id);
    });
}

void Life::open() {
    NewTicket input;
    input.subject = "奶粉罐破了";
    input.type = one_of(firm_.types);
    input.requester.name = "李女士";
    input.requester.phone = fmt::format("139{:08}", seed_);
    if (chance(50)) input.department_id = one_of(firm_.departments);
    auto const& person = chance(70) ? one_of(firm_.people) : desk;
    tickets_.push_back(db::run(database_, default_tenant,
                               [&](Tx& tx) { return open_ticket(tx, person, input, numbers_, now_).ticket.id; }));
}

// Mostly on, by seconds or days; sometimes not at all, or back, as on another node.
void Life::let_time_pass() {
    auto const kind = random_() % 10;
    if (kind == 9) now_ = after_seconds(now_, -std::int64_t(random_() % 30));
    else if (kind > 6) now_ = after_seconds(now_, kind == 7 ? 6 * 86'400 : 0);
    else now_ = after_seconds(now_, std::int64_t(random_() % 4'000));
}

void Life::act() {
    let_time_pass();
    auto const id = one_of(tickets_);
    auto const& person = one_of(firm_.people);
    auto const which = random_() % deeds().size();
    auto const deed = deeds()[which];
    auto const seed = random_();
    try {
        db::run(database_, default_tenant, [&](Tx& tx) {
            random_.seed(seed); // a unit may run twice
            followed_up_by_.reset();
            (this->*deed)(tx, person, id);
        });
        ++done_[which];
        if (followed_up_by_) tickets_.push_back(*followed_up_by_);
    } catch (Error const& e) {
        EXPECT_TRUE(is_refusal(e.code)) << e.what() << ", " << where();
    }
}

void Life::part_all() {
    for (auto const id : tickets_) {
        try {
            db::run(database_, default_tenant, [&](Tx& tx) { part(tx, desk, id); });
        } catch (Error const& e) {
            EXPECT_EQ(e.code, ErrorCode::conflict) << e.what() << ", " << where();
        }
    }
}

void Life::expect_whole(Tx& tx, TicketId id) {
    auto const t = visible_ticket(tx, desk, name(id));
    auto const stages = stages_of(tx, id);
    expect_stages_tile(stages, t);
    expect_as_told(tx, id, stages);
    EXPECT_EQ(t.resolved_at.has_value(), is_finished(t.status_category)) << where();
    EXPECT_EQ(t.closed_at.has_value(), t.status_category == StatusCategory::closed) << where();
}

void Life::expect_stages_tile(std::vector<Stage> const& stages, Ticket const& t) {
    EXPECT_EQ(stages.front().entered_at, t.created_at) << where();
    for (std::size_t i = 0; i + 1 < stages.size(); ++i) {
        EXPECT_EQ(stages[i].left_at, stages[i + 1].entered_at) << where();
        EXPECT_LE(stages[i].entered_at, stages[i + 1].entered_at) << where();
        EXPECT_NE(word_of(stages[i]), word_of(stages[i + 1])) << where();
    }
    EXPECT_EQ(stages.back().left_at, std::nullopt) << where();
    EXPECT_EQ(word_of(stages.back()), to_json_text(t.standing())) << where();
}

// In its events each standing follows from the one before; the stages are these, but for what lasted no longer than a
// unit of work.
void Life::expect_as_told(Tx& tx, TicketId id, std::vector<Stage> const& stages) {
    std::vector<std::string> told;
    Timestamp before{};
    for (auto const& event : ticket_events(tx, id, std::nullopt, 1'000)) {
        EXPECT_LE(before, event.at) << where();
        before = event.at;
        auto const* change = event.content->data.if_contains("stage");
        if (!change) continue;
        auto const& from = change->at("from");
        EXPECT_EQ(from.is_null() ? "" : json::serialize(from), told.empty() ? "" : told.back()) << where();
        told.push_back(json::serialize(change->at("to")));
    }
    auto at = told.begin();
    for (auto const& stage : stages) {
        at = std::find(at, told.end(), word_of(stage));
        ASSERT_NE(at, told.end()) << "no event tells of " << word_of(stage) << ", " << where();
    }
    EXPECT_EQ(told.back(), word_of(stages.back())) << where();
}

void Life::transfer(Tx& tx, Actor const& person, TicketId id) {
    assign_ticket(tx, person, name(id), {one_of(firm_.departments), {}, "请看", {}}, now_);
}

void Life::assign(Tx& tx, Actor const& person, TicketId id) {
    assign_ticket(tx, person, name(id), {{}, one_of(firm_.people).user, "", {}}, now_);
}

void Life::accept(Tx& tx, Actor const& person, TicketId id) { accept_ticket(tx, person, name(id), now_); }

void Life::bounce(Tx& tx, Actor const& person, TicketId id) { bounce_ticket(tx, person, name(id), {"不归我"}, now_); }

void Life::give_back(Tx& tx, Actor const& person, TicketId id) {
    return_ticket(tx, person, name(id), {"缺照片"}, now_);
}

void Life::move(Tx& tx, Actor const& person, TicketId id) {
    StatusChange change{one_of(firm_.statuses), {}};
    if (chance(50)) change.comment = "因为";
    change_status(tx, person, name(id), change, now_);
}

void Life::say(Tx& tx, Actor const& person, TicketId id) {
    NewMessage message{"您好", chance(60) ? Visibility::public_ : Visibility::internal, {}, {}, {}};
    if (chance(40)) message.then = one_of(firm_.statuses);
    if (message.visibility == Visibility::public_ && chance(30)) message.mentions = {"customer"};
    add_message(tx, person, name(id), message, now_);
}

void Life::edit(Tx& tx, Actor const& person, TicketId id) {
    auto const version = visible_ticket(tx, desk, name(id)).version - (chance(10) ? 1 : 0);
    json::object changes{{"subject", fmt::format("第{}次", random_() % 5)}};
    if (chance(40)) changes["type"] = one_of(firm_.types);
    if (chance(30)) changes["priority"] = chance(50) ? "urgent" : "low";
    if (chance(20)) changes["fields"] = json::object{{"batch", "B7"}};
    edit_ticket(tx, person, name(id), changes, version, now_);
}

void Life::merge(Tx& tx, Actor const& person, TicketId id) {
    auto const before = standing_of(visible_ticket(tx, desk, name(id)));
    bool const dry_run = chance(10);
    merge_ticket(tx, person, name(id), {name(one_of(tickets_)), dry_run}, now_);
    if (dry_run) EXPECT_EQ(standing_of(visible_ticket(tx, desk, name(id))), before) << where();
    else merged_[id] = before;
}

void Life::part(Tx& tx, Actor const& person, TicketId id) {
    unmerge_ticket(tx, person, name(id), now_);
    EXPECT_EQ(standing_of(visible_ticket(tx, desk, name(id))), merged_.at(id)) << where();
}

void Life::let_take_part(Tx& tx, Actor const& person, TicketId id) {
    auto const part = chance(50) ? Part::collaborator : Part::follower;
    add_participant(tx, person, name(id), part, *one_of(firm_.people).user, now_);
}

void Life::write(Tx& tx, Actor const&, TicketId id) { add_customer_message(tx, customer(tx, id), {"在吗", {}}, now_); }

void Life::confirm(Tx& tx, Actor const&, TicketId id) { confirm_ticket(tx, customer(tx, id), chance(50), "", now_); }

void Life::nudge(Tx& tx, Actor const&, TicketId id) { nudge_ticket(tx, customer(tx, id), "快", now_); }

void Life::reopen(Tx& tx, Actor const&, TicketId id) {
    auto const t = reopen_ticket(tx, customer(tx, id), "又坏了", numbers_, now_);
    if (t.id != id) followed_up_by_ = t.id;
}

void Life::rate(Tx& tx, Actor const&, TicketId id) {
    rate_ticket(tx, customer(tx, id), {1 + std::int64_t(random_() % 5), {}, {}, {}}, now_);
}

} // namespace baton
