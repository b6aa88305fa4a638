// Rows in, rows out. The only place that knows the table of reminders, and what is encrypted in it.
#pragma once
#include "reminder/reminder.h"
#include "ticket/scope.h"

namespace baton {

void insert_reminder(Tx&, Reminder const&);
// What becomes of it: reminded_at, ended_at, ended_by, result.
void save_reminder(Tx&, Reminder const&);
std::optional<Reminder> find_reminder(Tx&, ReminderId);
// Those that have not ended, soonest first.
std::vector<Reminder> list_open_reminders(Tx&, TicketId, int limit);
struct ReminderQuestion {
    UserId user{};
    std::vector<DepartmentId> departments;
    std::optional<ReminderCursor> after;
    int limit = 0;
};
std::vector<Reminder> list_reminders_for(Tx&, Scope const&, ReminderQuestion const&);

} // namespace baton
