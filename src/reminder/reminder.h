// Reminders 提醒 and follow-ups 回访: what a person, or the people of a department, are told at a moment about a
// ticket, finished or not. A reminder stays on their list until it is removed; a follow-up until somebody says what
// came of it.
#pragma once
#include "ticket/ticket.h"

namespace baton {

struct ReminderTag;
using ReminderId = Id<ReminderTag>;

// Append only: the words are stored.
BOOST_DEFINE_ENUM_CLASS(ReminderKind, reminder, follow_up)

// As it is read and written; in the row, note and result are encrypted.
struct Reminder {
    ReminderId id{};
    ReminderKind kind = ReminderKind::reminder;
    TicketId ticket_id{};
    std::optional<UserId> user_id; // whom it is for; at least one of the two
    std::optional<DepartmentId> department_id;
    Timestamp due_at{};
    std::string note;
    UserId created_by{};
    Timestamp created_at{};
    std::optional<Timestamp> reminded_at = {}; // when it came due
    std::optional<Timestamp> ended_at = {};    // removed, or done
    std::optional<UserId> ended_by = {};
    std::optional<std::string> result = {}; // of a follow-up that was done
};

struct NewReminder {
    std::optional<Timestamp> at;
    Text<1, 2'000> note;
    std::optional<UserId> user_id; // absent: for who sets it
};
DESCRIBE(NewReminder, (), (at, note, user_id));
void check(NewReminder const&, Problems&);

struct NewFollowUp {
    std::optional<Timestamp> at;
    Text<1, 2'000> note;
    std::optional<UserId> assignee_id; // neither this nor the next: who sets it
    std::optional<DepartmentId> department_id;
};
DESCRIBE(NewFollowUp, (), (at, note, assignee_id, department_id));
void check(NewFollowUp const&, Problems&);

struct FollowUpResult {
    Text<1, 5'000> result;
};
DESCRIBE(FollowUpResult, (), (result));

inline constexpr std::int64_t farthest_reminder_s = 20 * 366 * 86'400ll;
inline constexpr std::size_t max_open_reminders = 100; // of one ticket

// The last one of the page before.
struct ReminderCursor {
    Timestamp due_at{};
    ReminderId id{};
};

} // namespace baton
