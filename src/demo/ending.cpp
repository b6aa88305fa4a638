// What follows once a ticket is solved: thanks, ratings, doubts, return visits, the end.
#include "demo/flows.h"

#include <algorithm>
#include <array>

namespace baton::demo {
namespace {

constexpr std::array<std::string_view, 4> liked = {"态度好", "处理快", "专业", "主动告知进度"};
constexpr std::array<std::string_view, 4> disliked = {"处理慢", "转来转去", "回复不及时", "没解决"};

// Who waited long likes it less.
int score_of(Life& life, std::int64_t hours) {
    std::array weights = {6, 6, 10, 24, 54};
    if (hours > 48) weights = {12, 10, 18, 28, 32};
    if (hours > 120) weights = {24, 16, 22, 22, 16};
    return int(life.dice().weighted(weights)) + 1;
}

void tell_rating(Life& life) {
    auto const score = score_of(life, (life.at() - life.ticket().at) / hour_us);
    life.pass(3, 1700);
    bool const silent = life.chance(28);
    auto const lines = score >= 4 ? common::praise : score == 3 ? common::fair : common::blame;
    auto& step = life.act(Act::rate, silent ? "" : life.line(lines));
    step.number = score;
    if (life.chance(45) && score != 3) step.tags.emplace_back(life.dice().one_of(score > 3 ? liked : disliked));
}

void tell_follow_up(Life& life) {
    auto const begin = life.at();
    life.pass(5, 60);
    life.act(Act::follow_up, life.line(common::follow_up)).number = int(life.dice().between(60, 80));
    auto const due = life.at() + 80 * hour_us;
    life.act(Act::timers).at = due;
    life.go_back_to(due);
    life.until_work(Place::service, 5, 300);
    life.act(Act::followed_up, life.line(common::follow_up_result));
    life.go_back_to(begin);
}

// Not solved after all: the customer says so within a few days, and is heard.
void tell_again(Life& life) {
    life.pass(40, 4000);
    life.act(Act::reopen, life.line(common::again));
    life.until_work(Place::service, 8, 240);
    life.act(Act::take);
    life.act(Act::note, life.line(common::note));
    life.until_work(life.matter().place, 30, 1400);
    life.act(Act::say, life.line(common::again_outcome)).word = "resolved";
}

} // namespace

void tell_end(Life& life) {
    if (life.chance(22)) {
        life.pass(3, 200);
        life.act(Act::confirm, life.line(common::confirmed));
    }
    if (life.chance(7)) tell_again(life);
    if (life.chance(9)) tell_follow_up(life);
    auto const solved = life.at();
    if (life.chance(52)) tell_rating(life);
    life.go_back_to(solved + 3 * day_us);
    life.act(Act::close, life.line(common::closed));
}

} // namespace baton::demo
