// Rows in, rows out: merges of customers and the rows each moved.
#pragma once
#include "customer/customer.h"
#include "db/tx.h"

namespace baton {

struct MergeTag;
using MergeId = Id<MergeTag>;
struct TicketTag;
using TicketId = Id<TicketTag>;

struct Merge {
    MergeId id{};
    CustomerId from_id{}, into_id{};
    Timestamp merged_at{};
    std::optional<Timestamp> undone_at;
};
DESCRIBE(Merge, (), (id, from_id, into_id, merged_at, undone_at));

void insert_merge(Tx&, Merge const&);
// The one in force that moved this customer away.
std::optional<Merge> find_merge_of(Tx&, CustomerId from);
void end_merge(Tx&, MergeId, Timestamp now);

// Notes the contacts and consents of `from` and moves them to `into`.
void move_contacts(Tx&, Merge const&);
void note_tickets(Tx&, MergeId, std::vector<TicketId> const&);
// Moves what the merge noted back, as far as `into` still has it.
void return_contacts(Tx&, Merge const&);
std::vector<TicketId> noted_tickets(Tx&, MergeId);

// Who was merged into him and still is.
std::vector<CustomerId> list_merged_into(Tx&, CustomerId);
// Forgets all merges of this customer, in both directions.
void forget_merges(Tx&, CustomerId);

} // namespace baton
