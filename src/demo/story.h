// What will happen in the company played: every ticket with all that people do about it, and when. Told before anything
// is stored, from a seed alone; played by play.h. Pure.
#pragma once
#include "demo/matter.h"
#include "ticket/ticket.h"

#include <optional>
#include <string>
#include <vector>

namespace baton::demo {

inline constexpr int shoppers = 270, colleagues = 30; // customers; the last are people who work here
inline constexpr int people_played = 40;

// Append only at the end: steps at one moment are played in the order they were told.
enum class Act {
    open,
    take,
    say,
    note,
    ask,
    answer,
    hand,
    bounce,
    give_back,
    move,
    judge,
    rate,
    confirm,
    nudge,
    reopen,
    close,
    snooze,
    follow_up,
    followed_up,
    remind,
    link,
    merge,
    collaborate,
    incident,
    announce,
    answer_all,
    timers,
    arrive,
    leave
};

// What a step needs besides; most need little of it.
struct Step {
    Timestamp at{};
    int ticket = -1; // in Story::tickets
    Act act{};
    std::string text = {}, more = {}, most = {}; // of a card: problem, done, missing
    std::string note = {};
    std::string word = {}; // a status
    Place place{};
    int number = 0;         // a score, a person, another ticket, hours
    std::uint64_t pick = 0; // who does it where several could
    std::vector<std::string> tags = {};
};

struct Case {
    Matter const* matter = nullptr;
    Product const* product = nullptr;
    Channel channel = Channel::phone;
    int customer = 0;
    std::optional<Priority> priority = {};
    Timestamp at{};
    std::string subject = {}, opening = {};
    std::vector<std::string> tags = {};
    json::object fields = {};
    bool of_batch = false;
};

struct Story {
    Season season;
    std::vector<Case> tickets; // in the order they are opened
    std::vector<Step> steps;   // in the order of time; none after the season's now
    std::string batch;         // the number of the bad one
    int problem = -1;          // the ticket that gathers what is said about it
};

struct StoryOptions {
    std::uint64_t seed = 1;
    int tickets = 3000;
    Timestamp now{};
};
Story tell(StoryOptions const&);

// "周年庆" and the like.
inline constexpr std::string_view sale_tag = "周年庆", batch_tag = "批次异常", return_visit_tag = "回访",
                                  hurry_tag = "加急";

} // namespace baton::demo
