-- Texts that are put into replies. owner_id: whose it is; department_id: its people's; neither: everyone's.
create table canned_responses (
    tenant_id bigint not null,
    id bigint not null,
    title text not null,
    body text not null, -- with variables
    shortcut text not null,
    category text not null,
    owner_id bigint,
    department_id bigint,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);
create index canned_responses_owner on canned_responses (tenant_id, owner_id, id);

-- What people have begun to write in tickets.
create table ticket_drafts (
    tenant_id bigint not null,
    ticket_id bigint not null,
    user_id bigint not null,
    body blob not null, -- encrypted
    visibility text not null,
    updated_at bigint not null,
    primary key (tenant_id, ticket_id, user_id)
);
