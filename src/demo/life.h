// The life of one ticket on its way to being told: a moment that goes on, and the steps so far. Used by flows.h.
#pragma once
#include "demo/story.h"

namespace baton::demo {

class Life {
public:
    Life(Story& story, int ticket, Dice dice, Slots slots)
        : story_(story), ticket_(ticket), dice_(dice), slots_(std::move(slots)),
          at_(story.tickets[std::size_t(ticket)].at) {}

    Dice& dice() { return dice_; }
    Timestamp at() const { return at_; }
    Matter const& matter() const { return *ticket().matter; }
    Case& ticket() const { return story_.tickets[std::size_t(ticket_)]; }
    bool chance(int percent) { return dice_.chance(percent); }
    std::string line(Lines patterns) { return phrase(dice_, patterns, slots_); }

    // Minutes go by, mostly few; then until somebody works there.
    void pass(std::int64_t least, std::int64_t most) { at_ = at_ + dice_.early(least * 60, most * 60) * 1'000'000; }
    void until_work(Place place, std::int64_t least, std::int64_t most) {
        pass(least, most);
        at_ = at_work(dice_, place, at_);
    }
    void go_back_to(Timestamp t) { at_ = t; }
    // Adds it; the reference holds until the next one.
    Step& act(Act what, std::string text = {}) {
        Step step{.at = at_, .ticket = ticket_, .act = what, .text = std::move(text)};
        step.pick = dice_.next();
        return story_.steps.emplace_back(std::move(step));
    }

private:
    Story& story_;
    int ticket_;
    Dice dice_;
    Slots slots_;
    Timestamp at_;
};

} // namespace baton::demo
