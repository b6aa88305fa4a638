// The life of one customer's tickets, made up by chance from a seed: what people and the customer do with them, and
// when. Every action is a unit of work of its own. What must hold at every moment is expected on the way and at the
// end.
#pragma once
#include "db/database.h"
#include "ticket/service.h"

#include <functional>
#include <map>
#include <random>

namespace baton {

inline constexpr Timestamp beginning{1'780'000'000'000'000};

struct Firm {
    std::vector<DepartmentId> departments;
    std::vector<Actor> people;
    std::vector<std::string> types, statuses; // paths and keys
};

// One thread.
class Life {
public:
    static constexpr int actions = 14;

    Life(db::Database& database, Firm const& firm, TicketNumbers& numbers, int seed);
    void live();
    // How often each kind of action was done, not refused.
    std::vector<int> const& done() const { return done_; }

private:
    using Deed = void (Life::*)(Tx&, Actor const& person, TicketId);
    static std::vector<Deed> const& deeds();

    template <class T> T const& one_of(std::vector<T> const& all) { return all[random_() % all.size()]; }
    bool chance(unsigned percent) { return random_() % 100 < percent; }
    std::string where() const { return "life " + std::to_string(seed_); }

    void open();
    void let_time_pass();
    void act();
    void part_all();
    void expect_whole(Tx&, TicketId);
    void expect_stages_tile(std::vector<Stage> const&, Ticket const&);
    void expect_as_told(Tx&, TicketId, std::vector<Stage> const&);

    void transfer(Tx&, Actor const&, TicketId);
    void assign(Tx&, Actor const&, TicketId);
    void accept(Tx&, Actor const&, TicketId);
    void bounce(Tx&, Actor const&, TicketId);
    void give_back(Tx&, Actor const&, TicketId);
    void move(Tx&, Actor const&, TicketId);
    void say(Tx&, Actor const&, TicketId);
    void edit(Tx&, Actor const&, TicketId);
    void merge(Tx&, Actor const&, TicketId);
    void part(Tx&, Actor const&, TicketId);
    void let_take_part(Tx&, Actor const&, TicketId);
    void write(Tx&, Actor const&, TicketId); // this and the next: the customer
    void confirm(Tx&, Actor const&, TicketId);
    void nudge(Tx&, Actor const&, TicketId);
    void reopen(Tx&, Actor const&, TicketId);
    void rate(Tx&, Actor const&, TicketId);

    db::Database& database_;
    Firm const& firm_;
    TicketNumbers& numbers_;
    int seed_;
    std::mt19937 random_;
    Timestamp now_;
    std::vector<int> done_;
    std::vector<TicketId> tickets_;
    std::optional<TicketId> followed_up_by_;  // by the action under way
    std::map<TicketId, json::object> merged_; // what they were like before
};

} // namespace baton
