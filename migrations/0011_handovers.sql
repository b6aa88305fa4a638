-- Who gave a ticket to whom, and what became of it. The words that went with it are in its events.
create table handovers (
    tenant_id bigint not null,
    id bigint not null,
    ticket_id bigint not null,
    given_by bigint,            -- a person; null when nobody in particular
    from_department_id bigint,
    from_assignee_id bigint,
    to_department_id bigint,
    to_assignee_id bigint,
    state text not null,        -- waiting, accepted, withdrawn, bounced, returned
    given_at bigint not null,
    settled_at bigint,
    primary key (tenant_id, id)
);
create index handovers_ticket on handovers (tenant_id, ticket_id, id);
