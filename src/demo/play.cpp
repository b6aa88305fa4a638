#include "demo/play.h"

#include "demo/scene.h"
#include "ticket/incident.h"

namespace baton::demo {
namespace {

// Steps in one unit of work: long enough that committing costs little, short enough for a server's limits.
constexpr std::size_t at_once = 120;

} // namespace

Player::Player(db::Database& database, TenantId tenant, Company const& company, Story const& story,
               std::vector<Shopper> people)
    : database_(database), tenant_(tenant), company_(company), story_(story), people_(std::move(people)),
      numbers_(no_blocks_), played_(story.tickets.size()) {}

void Player::play() {
    auto const& steps = story_.steps;
    for (std::size_t begin = 0; begin < steps.size();) {
        if (steps[begin].act == Act::answer_all) {
            answer_all(steps[begin++]);
            continue;
        }
        auto end = begin;
        while (end < steps.size() && end - begin < at_once && steps[end].act != Act::answer_all) ++end;
        play_some(begin, end);
        begin = end;
    }
}

void Player::play_some(std::size_t begin, std::size_t end) {
    auto changed = db::run(database_, tenant_, [&](Tx& tx) {
        Scene scene(*this, tx);
        for (auto i = begin; i < end; ++i) scene.play(story_.steps[i]);
        return scene.take_changed();
    });
    for (auto& [ticket, played] : changed) played_[std::size_t(ticket)] = std::move(played);
}

// Each customer of an incident in a unit of his own.
void Player::answer_all(Step const& step) {
    auto const& problem = played_[std::size_t(step.ticket)];
    if (!problem.id) return;
    IncidentMessage message;
    message.body = step.text;
    message.then = step.word;
    answer_incidents(database_, company_.desk_lead(), {std::to_string(problem.id->value), message, ""}, step.at);
}

} // namespace baton::demo
