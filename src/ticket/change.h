// What every change of a ticket is made of: its event, its stages, its row. For the use cases of this folder, which
// hold the lock of the row.
#pragma once
#include "ticket/service.h"

namespace baton {

NewEvent event_of(Actor const&, TicketId, EventKind, json::object data);
// Encrypted when the ticket is.
NewEvent event_of(Actor const&, Ticket const&, EventKind, json::object data);
// Throws Error::conflict that shows what is stored.
void refuse_stale(Tx&, Ticket const&, std::int64_t version, Timestamp now);
// The change of standing as the event carries it.
json::object stage_data(std::optional<Standing> from, Standing to);

void record_status(Tx&, Actor const&, Standing const& before, Ticket const&, std::string const& comment, Timestamp now);
void enter_stage(Tx&, Ticket const&, Timestamp now);
// Ends the current stage and begins the next when the ticket stands elsewhere than before; wakes one that is with
// somebody else now, or finished.
void follow_stage(Tx&, Standing const& before, Ticket&, Timestamp now);
// Stores the row under its next version.
void save(Tx&, Ticket&, Timestamp now);

// A refusal shows the ticket as it is stored. REQUIRES: nothing about it was changed yet.
[[noreturn]] void refuse(Tx&, Ticket const&, std::string sentence, Timestamp now);
// `word`: a status key or category of the ticket's type; what is wrong with it is said of `field`.
void move(Tx&, Ticket&, std::string const& word, std::string const& field, bool has_comment, Timestamp now);
// A new ticket that somebody works on is open, where its type lets it.
void open_new(Tx&, Ticket&, Timestamp now);

// Both must be there and belong together; `named` is the department the input names itself.
void check_place(Tx&, std::optional<DepartmentId> named, std::optional<DepartmentId> department,
                 std::optional<UserId> assignee, Problems&);

} // namespace baton
