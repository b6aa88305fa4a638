-- Who follows a ticket because another one was merged into it: undoing that ends it.
alter table ticket_participants add column by_merge_of bigint; -- the ticket that was merged
