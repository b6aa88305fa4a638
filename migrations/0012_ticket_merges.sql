-- Tickets that were merged into another one, and how they stood before: undoing it deletes the row.
create table ticket_merges (
    tenant_id bigint not null,
    ticket_id bigint not null,
    into_id bigint not null,
    merged_by bigint,           -- a person
    merged_at bigint not null,
    status text not null,       -- before
    resolved_at bigint,         -- before
    closed_at bigint,           -- before
    primary key (tenant_id, ticket_id)
);
create index ticket_merges_into on ticket_merges (tenant_id, into_id, ticket_id);
