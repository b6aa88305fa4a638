// One unit of work of a story: some of its steps, one after the other. What they come to is in `changed`, to be kept
// once the unit is committed, since a unit may run twice.
#pragma once
#include "demo/play.h"
#include "ticket/handover.h"
#include "ticket/link.h"

#include <map>

namespace baton::demo {

class Scene {
public:
    Scene(Player& player, Tx& tx) : player_(player), tx_(tx), system_(Actor::system(tx.tenant())) {}
    void play(Step const&);
    std::map<int, Played> take_changed() { return std::move(changed_); }

private:
    Played const& played(int ticket) const;
    Played& change(int ticket);
    Ticket ticket_now(int ticket);
    std::string reference() const { return std::to_string(t_.id.value); }
    // With the names of who writes it and of the ticket.
    std::string filled(Actor const& who, std::string text) const;

    // Who does it: whoever has the ticket, else one of its department, who takes it first.
    Actor const& holder(Step const&);
    std::optional<std::size_t> number_of(UserId) const; // among the people; absent for others
    Actor const& actor_of_user(UserId) const;
    Actor const& member(Place, std::uint64_t pick, std::optional<UserId> not_he = {}) const;
    bool works_there(UserId, Place) const;
    Place place_of_ticket() const;
    bool is_waiting();
    void take_by(Actor const&, Timestamp);

    void open(Step const&);
    void open_at_portal(Step const&, Case const&);
    std::optional<AnnouncementId> current_announcement(Timestamp now);
    NewTicket new_ticket(Case const&) const;

    void act_unfinished(Step const&);
    void act_finished(Step const&);
    void act_any_time(Step const&);
    void take(Step const&);
    void say(Step const&, std::vector<Text<1, 20>> mentions);
    void note(Step const&);
    void move(Step const&);
    void hand(Step const&);
    void bounce(Step const&);
    void give_back(Step const&);
    void judge(Step const&);
    void rate(Step const&);
    void merge(Step const&);
    void link(Step const&, LinkRole);
    void collaborate(Step const&);
    void set_follow_up(Step const&);
    void end_follow_up(Step const&);
    void announce(Step const&);
    void ring(Step const&);
    void change_shift(Step const&);

    Player& player_;
    Tx& tx_;
    Actor const system_;
    std::map<int, Played> changed_;
    Ticket t_; // of the step being played, as it stands
    int ticket_ = -1;
};

} // namespace baton::demo
