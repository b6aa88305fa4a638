// Bulk actions 批量操作: one action on many tickets. Each ticket goes through the very use case that does it on one
// alone, in a unit of its own, so that it is done or refused as it would be there, and nobody waits for all of them.
#pragma once
#include "ticket/handover.h"

namespace baton {

BOOST_DEFINE_ENUM_CLASS(BulkKind, assign, status, priority, tags, type, message, follow, merge)

struct BulkAction {
    std::optional<BulkKind> kind;
    // assign
    std::optional<DepartmentId> department_id;
    std::optional<UserId> assignee_id;
    std::optional<Text<0, 5'000>> note;
    // status
    std::optional<Text<1, 100>> status;
    std::optional<Text<1, 5'000>> comment;
    std::optional<Priority> priority;
    // tags
    std::vector<Tag> add, remove;
    std::optional<Text<1, 200>> type; // path
    // message
    std::optional<Text<1, 100'000>> body;
    std::optional<Visibility> visibility;
    std::optional<Text<1, 100>> into; // merge: id or number
};
DESCRIBE(BulkAction, (),
         (kind, department_id, assignee_id, note, status, comment, priority, add, remove, type, body, visibility,
          into));
template <> inline constexpr bool is_required<BulkAction> = true;

// The words of GET /tickets.
struct BulkFilter : TicketWords {
    std::vector<std::string> type; // paths, with all below them
};
DESCRIBE(BulkFilter, (TicketWords), (type));

struct BulkOrder {
    std::optional<std::vector<TicketId>> ids; // these, or
    std::optional<BulkFilter> filter;         // all that this list shows to him when it is asked
    BulkAction action;
    bool dry_run = false; // check all of it, change nothing
};
DESCRIBE(BulkOrder, (), (ids, filter, action, dry_run));
void check(BulkOrder const&, Problems&);

inline constexpr std::size_t max_bulk_tickets = 10'000, max_bulk_refusals = 1'000;

struct BulkRefusal {
    TicketId id{};
    std::string reason;
};
DESCRIBE(BulkRefusal, (), (id, reason));

struct BulkAnswer {
    std::int64_t allowed = 0; // done, or would be
    std::vector<BulkRefusal> refused;
    std::int64_t more_refused = 0; // than are listed
};
DESCRIBE(BulkAnswer, (), (allowed, refused, more_refused));

// A request under an Idempotency-Key: what was done to a ticket under it is noted in the same unit and not done again.
struct BulkReplay {
    std::string scope, key, request_hash;
};

struct BulkRun {
    Actor actor;
    BulkAction action;
    bool dry_run = false;
    std::optional<BulkReplay> replay = {};
    Timestamp now{};
};

// Throws Error::forbidden for who may not do this to any ticket.
void require_bulk(Actor const&, BulkAction const&);
// Which tickets are meant, each once. Throws Error::invalid below "filter". Not for database threads.
std::vector<TicketId> tickets_meant(db::Database&, Actor const&, BulkOrder const&);
// To one ticket, in the caller's unit. Throws what the use case throws.
void act_on_ticket(Tx&, BulkRun const&, TicketId);

struct BulkOutcome {
    BulkAnswer answer;
    bool is_complete = true; // false: for some it is not known, or the database was away
};
// Not for database threads. What fails for no fault of the order is logged under the request id.
BulkOutcome run_bulk(db::Database&, BulkRun const&, std::vector<TicketId> const&, std::string const& request_id);

} // namespace baton
