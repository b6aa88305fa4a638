#include "ticket/ticket.h"
#include "type/status.h"
#include <gtest/gtest.h>

namespace baton {
namespace {

using enum StatusCategory;
constexpr Timestamp start{1'780'000'000'000'000};

Status status(StatusCategory category) {
    return {{"", true, false, {}, 0}, std::string(name_of(category)), category, {}, {}, 1};
}

Ticket ticket_in(StatusCategory category) {
    Ticket t;
    t.created_at = start;
    set_due_times(t, {Priority::normal, 3600, 7200});
    t.status = name_of(category);
    t.status_category = category;
    return t;
}

// One row per category, one column per target in the order new, open, pending, on_hold, resolved, closed.
TEST(TicketRules, AllMoves) {
    std::vector<std::pair<StatusCategory, std::string>> const table = {{new_, "=yyyyy"},     {open, "n=yyyy"},
                                                                       {pending, "ny=yyy"},  {on_hold, "nyy=yy"},
                                                                       {resolved, "nynn=y"}, {closed, "nynnn="}};
    std::vector<StatusCategory> const targets = {new_, open, pending, on_hold, resolved, closed};
    for (auto const& [from, row] : table)
        for (std::size_t i = 0; i < targets.size(); ++i) {
            auto t = ticket_in(from);
            bool moved = true;
            try {
                move_status(t, status(targets[i]), start);
            } catch (Error const& e) {
                EXPECT_EQ(e.code, ErrorCode::conflict);
                moved = false;
            }
            EXPECT_EQ(moved, row[i] == 'y') << name_of(from) << " → " << name_of(targets[i]);
        }
}

TEST(TicketRules, FinishingAndReopeningKeepTimesInStep) {
    auto t = ticket_in(open);
    move_status(t, status(resolved), after_seconds(start, 10));
    EXPECT_EQ(t.resolved_at, after_seconds(start, 10));
    EXPECT_EQ(t.next_due_at, never);
    move_status(t, status(closed), after_seconds(start, 20));
    EXPECT_EQ(t.resolved_at, after_seconds(start, 10));
    EXPECT_EQ(t.closed_at, after_seconds(start, 20));
    move_status(t, status(open), after_seconds(start, 30));
    EXPECT_EQ(t.resolved_at, std::nullopt);
    EXPECT_EQ(t.closed_at, std::nullopt);
    EXPECT_EQ(t.next_due_at, after_seconds(start, 3600));
}

TEST(TicketRules, ClosingWithoutResolvingResolvesToo) {
    auto t = ticket_in(new_);
    move_status(t, status(closed), start);
    EXPECT_EQ(t.resolved_at, start);
    EXPECT_EQ(t.closed_at, start);
}

TEST(TicketRules, TheFirstResponseIsTheFirst) {
    auto t = ticket_in(new_);
    EXPECT_EQ(t.next_due_at, after_seconds(start, 3600));
    note_response(t, after_seconds(start, 60));
    note_response(t, after_seconds(start, 120));
    EXPECT_EQ(t.first_responded_at, after_seconds(start, 60));
    EXPECT_EQ(t.next_due_at, after_seconds(start, 7200));
}

TEST(TicketRules, SlaClocks) {
    auto t = ticket_in(new_);
    EXPECT_EQ(sla_of(t, after_seconds(start, 600))[0].remaining_s, 3000);
    EXPECT_EQ(sla_of(t, after_seconds(start, 3600))[0].state, SlaState::running);
    EXPECT_EQ(sla_of(t, after_seconds(start, 3601))[0].state, SlaState::breached);
    EXPECT_EQ(sla_of(t, after_seconds(start, 3601))[0].remaining_s, -1);
    note_response(t, after_seconds(start, 100));
    EXPECT_EQ(sla_of(t, after_seconds(start, 9000))[0].state, SlaState::met);
    EXPECT_EQ(sla_of(t, after_seconds(start, 9000))[1].state, SlaState::breached);
}

} // namespace
} // namespace baton
