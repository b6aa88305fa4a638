#include "demo/flows.h"

namespace baton::demo {
namespace {

void take(Life& life, Place place, std::int64_t least, std::int64_t most) {
    life.until_work(place, least, most);
    life.act(Act::take).place = place;
}

void say(Life& life, Lines lines, std::string_view then = {}) { life.act(Act::say, life.line(lines)).word = then; }

void remind(Life& life) {
    auto& step = life.act(Act::remind, life.line(common::reminder));
    step.number = int(life.dice().between(5, 70));
    auto const due = step.at + step.number * hour_us;
    life.act(Act::timers).at = due;
}

void greet(Life& life, Place place) {
    take(life, place, 2, 140);
    life.pass(1, 12);
    say(life, common::greeting);
    if (life.chance(5)) remind(life);
    if (!life.chance(24)) return;
    life.pass(2, 30);
    life.act(Act::note, life.line(life.chance(50) ? common::note : common::call_note));
}

void mention(Life& life) {
    life.pass(2, 20);
    life.act(Act::note, life.line(common::mentioning)).number = int(life.dice().between(0, people_played - 1));
}

// The customer is asked, and mostly answers.
void ask(Life& life, Place place) {
    life.pass(3, 40);
    life.act(Act::ask, life.line(life.matter().ask)).word = waiting_material;
    if (life.chance(12)) {
        life.pass(1, 5);
        auto& step = life.act(Act::snooze, life.line(common::snooze));
        step.number = int(life.dice().between(4, 30));
        auto const woken = step.at + step.number * hour_us;
        life.act(Act::timers).at = woken;
    }
    life.pass(8, 1500);
    life.act(Act::answer, life.line(life.matter().supplied));
    life.until_work(place, 3, 120);
}

void hand(Life& life, Place to, std::string_view status = {}) {
    life.pass(2, 25);
    if (!status.empty()) life.act(Act::move).word = status;
    auto const transfer = life.line(common::transfer);
    auto& step = life.act(Act::hand, life.line(life.matter().problem));
    step.more = life.line(life.matter().done);
    step.most = life.line(life.matter().missing);
    step.note = transfer;
    step.place = to;
    step.number = int(life.dice().between(4, 48)); // promised in so many hours
}

// Given on, and now and then not taken at once.
void pass_on(Life& life, Place from, Place to, std::string_view status = {}) {
    hand(life, to, status);
    if (life.chance(6)) {
        life.until_work(to, 5, 90);
        life.act(Act::bounce, life.line(common::bounced)).place = to;
        take(life, from, 5, 60);
        hand(life, to, status);
    }
    if (life.chance(9)) {
        life.pass(90, 900);
        life.act(Act::nudge, life.line(common::urging));
    }
    take(life, to, 6, 260);
}

// Goes back for what is missing; the customer supplies it, and it comes again.
void maybe_return(Life& life, Place from, Place at, int percent, std::string_view status = {}) {
    if (!life.chance(percent)) return;
    life.pass(4, 60);
    life.act(Act::give_back, life.line(life.matter().returned)).place = at;
    life.until_work(from, 4, 120);
    ask(life, from);
    hand(life, at, status);
    take(life, at, 5, 200);
}

void find(Life& life, Place place, std::int64_t most = 500) {
    life.until_work(place, 12, most);
    life.act(Act::note, life.line(life.matter().finding));
    if (life.chance(10)) life.act(Act::collaborate).number = int(life.dice().between(0, people_played - 1));
}

// Back to who spoke with the customer first.
void back_to_first(Life& life, Place first, std::string_view status) {
    hand(life, first, status);
    auto& step = life.act(Act::note, life.line(common::telling));
    step.at = step.at + -1'000'000; // he writes, then gives
    take(life, first, 3, 100);
}

void solve(Life& life, Place place, Lines outcome) {
    life.until_work(place, 3, 90);
    say(life, outcome, "resolved");
}

void report_progress(Life& life) {
    life.pass(20, 500);
    say(life, common::progress);
}

void exchange(Life& life) {
    greet(life, Place::service);
    if (life.chance(35)) ask(life, Place::service);
    pass_on(life, Place::service, Place::aftersales);
    maybe_return(life, Place::service, Place::aftersales, 24);
    find(life, Place::aftersales);
    if (life.chance(20)) life.act(Act::move).word = waiting_parts;
    if (life.chance(30)) report_progress(life);
    life.until_work(Place::aftersales, 60, 2400);
    solve(life, Place::aftersales, life.matter().outcome);
}

void refund(Life& life) {
    greet(life, Place::service);
    if (life.chance(40)) ask(life, Place::service);
    bool const by_aftersales = life.chance(50);
    if (by_aftersales) {
        pass_on(life, Place::service, Place::aftersales);
        find(life, Place::aftersales);
    }
    auto const from = by_aftersales ? Place::aftersales : Place::service;
    pass_on(life, from, Place::finance, waiting_finance);
    maybe_return(life, from, Place::finance, 22, waiting_finance);
    life.until_work(Place::finance, 30, 1400);
    life.act(Act::note, life.line(common::approval));
    back_to_first(life, Place::service, waiting_telling);
    solve(life, Place::service, life.matter().outcome);
}

void repair(Life& life) {
    greet(life, Place::aftersales);
    if (life.chance(50)) ask(life, Place::aftersales);
    if (life.chance(18)) mention(life);
    life.act(Act::move).word = waiting_parts;
    if (life.chance(35)) report_progress(life);
    find(life, Place::aftersales, 3800);
    solve(life, Place::aftersales, life.matter().outcome);
}

void quality(Life& life) {
    greet(life, Place::service);
    if (life.chance(25)) mention(life);
    pass_on(life, Place::service, Place::quality, waiting_quality);
    maybe_return(life, Place::service, Place::quality, 38, waiting_quality);
    find(life, Place::quality, 1800);
    life.act(Act::judge).number = int(life.dice().between(0, 2));
    if (life.chance(62)) {
        pass_on(life, Place::quality, Place::finance, waiting_finance);
        maybe_return(life, Place::quality, Place::finance, 10, waiting_finance);
        life.until_work(Place::finance, 20, 900);
        life.act(Act::note, life.line(common::approval));
    }
    back_to_first(life, Place::service, waiting_telling);
    solve(life, Place::service, life.matter().outcome);
}

void attitude(Life& life) {
    greet(life, Place::service);
    if (life.chance(45)) ask(life, Place::service);
    pass_on(life, Place::service, Place::stores);
    maybe_return(life, Place::service, Place::stores, 26);
    find(life, Place::stores, 1500);
    back_to_first(life, Place::service, {});
    solve(life, Place::service, life.matter().outcome);
}

void warehouse(Life& life) {
    greet(life, Place::service);
    if (life.matter().flow == Flow::damage && life.chance(55)) ask(life, Place::service);
    if (life.matter().flow == Flow::parcel && life.chance(30))
        return solve(life, Place::service, life.matter().outcome);
    pass_on(life, Place::service, Place::warehouse);
    maybe_return(life, Place::service, Place::warehouse, 20);
    find(life, Place::warehouse);
    if (life.chance(25)) report_progress(life);
    back_to_first(life, Place::service, {});
    solve(life, Place::service, life.matter().outcome);
}

void question(Life& life) {
    greet(life, Place::service);
    if (life.chance(15)) ask(life, Place::service);
    if (life.chance(8)) {
        pass_on(life, Place::service, Place::market);
        find(life, Place::market, 600);
        back_to_first(life, Place::service, {});
    }
    solve(life, Place::service, life.matter().outcome);
}

void invoice(Life& life) {
    greet(life, Place::finance);
    if (life.chance(35)) ask(life, Place::finance);
    find(life, Place::finance, 1500);
    solve(life, Place::finance, life.matter().outcome);
}

void desk(Life& life) {
    greet(life, Place::it);
    if (life.chance(30)) ask(life, Place::it);
    if (life.chance(14)) { // S4: from one to another, in the same department
        pass_on(life, Place::it, Place::it);
        if (life.chance(40)) maybe_return(life, Place::it, Place::it, 60);
    }
    find(life, Place::it, 400);
    solve(life, Place::it, life.matter().outcome);
}

void go_on(Life& life) {
    switch (life.matter().flow) {
    case Flow::exchange:
        return exchange(life);
    case Flow::refund:
        return refund(life);
    case Flow::repair:
        return repair(life);
    case Flow::quality:
        return quality(life);
    case Flow::attitude:
        return attitude(life);
    case Flow::parcel:
    case Flow::damage:
        return warehouse(life);
    case Flow::question:
        return question(life);
    case Flow::invoice:
        return invoice(life);
    case Flow::desk:
        return desk(life);
    }
}

} // namespace

void tell_life(Life& life) {
    life.act(Act::open);
    if (life.chance(4)) {
        auto& step = life.act(Act::nudge, life.line(common::urging));
        step.at = step.at + life.dice().between(2, 9) * hour_us;
    }
    go_on(life);
    tell_end(life);
}

void tell_duplicate(Life& life, int original) {
    life.act(Act::open);
    life.until_work(Place::service, 6, 50);
    life.act(Act::merge).number = original;
    life.pass(1, 30);
    life.act(Act::take).place = Place::service; // only when it could not be merged
    solve(life, Place::service, life.matter().outcome);
}

} // namespace baton::demo
