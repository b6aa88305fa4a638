// Use cases of reminders. Each loads the ticket through the actor's scope; out of it nothing of a reminder is told.
#pragma once
#include "reminder/reminder.h"
#include "timer/timer.h"
#include "user/actor.h"

namespace baton {

// Throw Error::invalid for a moment that is not ahead, and for people who do not see the ticket. For others than
// oneself, and for a follow-up, the ticket must be the actor's to change.
Reminder set_reminder(Tx&, Actor const&, std::string const& ticket, NewReminder const&, Timestamp now);
Reminder set_follow_up(Tx&, Actor const&, std::string const& ticket, NewFollowUp const&, Timestamp now);
// By who set it or whom it is for: Error::forbidden for others, Error::conflict when it has ended.
void remove_reminder(Tx&, Actor const&, ReminderId, Timestamp now);
// By whom it is for, or who may change the ticket. Error::not_found when it is no follow-up, Error::conflict when it
// has ended.
Reminder finish_follow_up(Tx&, Actor const&, ReminderId, FollowUpResult const&, Timestamp now);
// The timer's action.
void remind(Tx&, Timer const&, Timestamp now);

// Forgets what was written down about a ticket that is erased.
void erase_reminders(Tx&, TicketId);

// What has not ended, soonest first: of a ticket, and for the actor or his departments.
std::vector<Reminder> reminders_of_ticket(Tx&, Actor const&, std::string const& ticket);
std::vector<Reminder> reminders_for(Tx&, Actor const&, std::optional<ReminderCursor> const& after, int limit);

// Throws db::DbError naming a missing column.
void check_reminder_tables(Tx&);

} // namespace baton
