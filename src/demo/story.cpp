#include "demo/flows.h"
#include "demo/shopper.h"
#include "demo/staff.h"
#include "demo/written.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

namespace baton::demo {
namespace {

constexpr std::array shopper_channels = {Channel::phone, Channel::chat, Channel::portal, Channel::wechat,
                                         Channel::email, Channel::shop, Channel::douyin};
constexpr std::array shopper_weights = {22, 20, 18, 14, 8, 12, 6};
constexpr std::array staff_channels = {Channel::wecom, Channel::email, Channel::phone, Channel::console};
constexpr std::array staff_weights = {48, 18, 22, 12};

// A ticket before it has its place among the others.
struct Draft {
    Case of;
    Dice dice;
    Slots slots;
    int id = 0;
    int original = -1; // which other draft it says once more
};

class Telling {
public:
    explicit Telling(StoryOptions const& o) : dice_(o.seed), people_(shoppers_of(o.seed)), wanted_(o.tickets) {
        story_.season = season_until(o.now);
        story_.batch = batch_number(dice_);
        int const of_batch = std::max(6, o.tickets / 32);
        for (int i = 0; i < of_batch; ++i) add(quality_matter, true);
        while (int(drafts_.size()) + 1 < wanted_) add(some_matter(), false);
        add_problem();
    }

    Story finish() {
        std::ranges::stable_sort(drafts_, {}, [](Draft const& d) { return d.of.at; });
        for (auto& draft : drafts_) {
            place_of_[draft.id] = int(story_.tickets.size());
            story_.tickets.push_back(std::move(draft.of));
        }
        for (auto& draft : drafts_) tell(draft);
        tell_batch();
        tell_shifts();
        std::erase_if(story_.steps, [&](Step const& s) { return s.at > story_.season.now; });
        std::ranges::stable_sort(story_.steps, {}, &Step::at);
        return std::move(story_);
    }

private:
    Matter const& some_matter() {
        std::vector<int> weights;
        for (auto const* matter : matters()) weights.push_back(matter->weight);
        return *matters()[dice_.weighted(weights)];
    }

    void add(Matter const& matter, bool of_batch) {
        Draft draft{{}, dice_.fork(), {}, int(drafts_.size())};
        auto& [of, dice, slots, id, original] = draft;
        bool const is_shopper = matter.crowd == Crowd::shoppers;
        of.matter = &matter;
        of.of_batch = of_batch;
        of.product = of_batch ? &batch_product() : &dice.one_of(products());
        of.customer = int(is_shopper ? dice.between(0, shoppers - 1) : shoppers + dice.between(0, colleagues - 1));
        auto const& season = story_.season;
        of.at = of_batch ? arrival_between(dice, season, season.batch_first, season.batch_first + season.batch_days - 1)
                         : arrival(dice, season, matter.crowd);
        of.channel = is_shopper ? shopper_channels[dice.weighted(shopper_weights)]
                                : staff_channels[dice.weighted(staff_weights)];
        write(draft);
        bool const twice = is_shopper && !of_batch && matter.flow != Flow::question && dice.chance(2);
        drafts_.push_back(draft);
        if (twice && int(drafts_.size()) + 1 < wanted_) add_duplicate(std::move(draft));
    }

    void write(Draft& draft) {
        auto const& shopper = people_[std::size_t(draft.of.customer)];
        draft.slots = slots_of(draft.dice, draft.of, shopper, story_);
        draft.of.subject = phrase(draft.dice, draft.of.matter->subject, draft.slots);
        draft.of.opening = phrase(draft.dice, draft.of.matter->opening, draft.slots);
        draft.of.fields = fields_of(draft.dice, draft.of, draft.slots, shopper);
        draft.of.tags = tags_of(draft.dice, draft.of, story_.season);
        draft.of.priority = priority_of(draft.dice, draft.of, shopper);
    }

    // The same once more by another way, an hour or so later.
    void add_duplicate(Draft draft) {
        draft.original = draft.id;
        draft.id = int(drafts_.size());
        draft.dice = draft.dice.fork();
        draft.of.at = draft.of.at + draft.dice.between(15, 100) * minute_us;
        if (draft.of.at >= story_.season.now) return;
        draft.of.channel = draft.of.channel == Channel::chat ? Channel::wechat : Channel::chat;
        draft.of.opening = phrase(draft.dice, common::duplicate, draft.slots);
        drafts_.push_back(std::move(draft));
    }

    // What quality control opens itself once it sees a pattern.
    void add_problem() {
        Draft draft{{}, dice_.fork(), {}, int(drafts_.size())};
        problem_ = draft.id;
        auto& of = draft.of;
        of.matter = &quality_matter;
        of.product = &batch_product();
        of.customer = shoppers; // their own people
        of.channel = Channel::console;
        of.of_batch = true;
        of.at = story_.season.day(story_.season.batch_first + 3) + 10 * hour_us + 17 * minute_us;
        write(draft);
        of.subject = fmt::format("批次 {} 集中投诉:{}{}", story_.batch, of.product->name, batch_fault);
        of.opening = fmt::format("三天内多位客户反映批号 {} 的{}{}。问题集中在同一批次,先立问题工单,个案全部关联到这里,"
                                 "统一给客户答复。库存该批次暂停发货。",
                                 story_.batch, of.product->name, batch_fault);
        of.priority = Priority::urgent;
        drafts_.push_back(std::move(draft));
    }

    void tell(Draft& draft) {
        int const ticket = place_of_.at(draft.id);
        Life life(story_, ticket, draft.dice.fork(), draft.slots);
        if (draft.id == problem_) return;
        if (draft.original >= 0) return tell_duplicate(life, place_of_.at(draft.original));
        auto const begin = story_.steps.size();
        tell_life(life);
        if (!life.ticket().of_batch && life.chance(percent_lying(life.ticket().at))) leave_lying(begin, life.dice());
        if (ticket < 20 || !life.chance(2)) return;
        Step step{.at = story_.tickets[std::size_t(ticket)].at + 3 * hour_us, .ticket = ticket, .act = Act::link};
        step.number = int(life.dice().between(0, ticket - 1));
        story_.steps.push_back(std::move(step));
    }

    // So many of that time are not done yet: most of today's, few older ones.
    int percent_lying(Timestamp at) const {
        constexpr std::array of_day = {62, 46, 34, 25, 18, 14, 11, 8};
        auto const age = std::size_t((story_.season.now - at) / day_us);
        return age < of_day.size() ? of_day[age] : age < 30 ? 1 : 0;
    }

    // Nothing happens about it any more from somewhere before its solution on.
    void leave_lying(std::size_t begin, Dice& dice) {
        auto const first = story_.steps.begin() + std::ptrdiff_t(begin);
        auto const solved = std::find_if(first, story_.steps.end(), [](Step const& s) { return s.word == "resolved"; });
        auto const kept = dice.between(1, std::max<std::int64_t>(1, solved - first));
        story_.steps.erase(first + kept, story_.steps.end());
    }

    void tell_batch() {
        int const problem = story_.problem = place_of_.at(problem_);
        auto const opened = story_.tickets[std::size_t(problem)].at;
        tell_problem(story_, problem);
        for (int i = 0; i < int(story_.tickets.size()); ++i) {
            auto const& of = story_.tickets[std::size_t(i)];
            if (!of.of_batch || i == problem) continue;
            auto const at = std::max(of.at + 25 * minute_us, opened + 40 * minute_us + i * 1'000'000);
            story_.steps.push_back({.at = at, .ticket = i, .act = Act::incident, .number = problem});
        }
    }

    // Who works where tickets are given out comes and goes; at the end everybody is there who would be.
    void tell_shifts() {
        for (int day = 0; day < days_played; ++day)
            for (int person = 0; person < people_played; ++person) {
                auto const& of = staff()[std::size_t(person)];
                if (!departments()[std::size_t(of.place)].gives_out) continue;
                bool const is_off = (day + person) % 7 == 0 || (of.place != Place::service && weekday(at(day)) == 6);
                if (is_off) continue;
                auto const begin = at(day) + (8 + person % 2) * hour_us + dice_.between(0, 1200) * 1'000'000;
                auto const end = begin + (9 + person % 3) * hour_us + dice_.between(0, 1800) * 1'000'000;
                story_.steps.push_back({.at = begin, .act = Act::arrive, .number = person});
                story_.steps.push_back({.at = end, .act = Act::leave, .number = person});
            }
        for (int person = 0; person < people_played; ++person)
            story_.steps.push_back({.at = story_.season.now, .act = Act::arrive, .number = person});
    }
    Timestamp at(int day) const { return story_.season.day(day); }

    Dice dice_;
    std::vector<Shopper> people_;
    int wanted_; // tickets
    Story story_;
    std::vector<Draft> drafts_;
    std::map<int, int> place_of_; // by id
    int problem_ = 0;
};

} // namespace

Story tell(StoryOptions const& options) { return Telling(options).finish(); }

} // namespace baton::demo
