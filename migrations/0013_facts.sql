-- What tickets are counted by, and their sums: kept by a reader of the log from the tickets themselves, so that emptying
-- these tables and its cursor builds them anew. 0 stands for none: a key cannot be null.
drop table ticket_counts;
delete from reader_cursors where reader = 'ticket_counts';

-- As each ticket was counted last.
create table ticket_facts (
    tenant_id bigint not null,
    ticket_id bigint not null,
    created_day bigint not null, -- local, 20261121
    department_id bigint not null,
    assignee_id bigint not null,
    type_id bigint not null,
    priority text not null,
    status text not null,
    first_response_s bigint,
    resolved_day bigint,
    resolution_s bigint,
    primary key (tenant_id, ticket_id)
);

create table ticket_counts (
    tenant_id bigint not null,
    status text not null,
    department_id bigint not null,
    assignee_id bigint not null,
    type_id bigint not null,
    priority text not null,
    tickets bigint not null,
    primary key (tenant_id, status, department_id, assignee_id, type_id, priority)
);

-- The tickets created on a day, as they stand now.
create table created_days (
    tenant_id bigint not null,
    day bigint not null,
    department_id bigint not null,
    status text not null,
    tickets bigint not null,
    responded bigint not null,
    response_s bigint not null, -- of those responded, together
    resolved bigint not null,
    resolution_s bigint not null, -- of those resolved, together
    primary key (tenant_id, day, department_id, status)
);

-- The tickets resolved on a day and not reopened since.
create table resolved_days (
    tenant_id bigint not null,
    day bigint not null,
    department_id bigint not null,
    tickets bigint not null,
    primary key (tenant_id, day, department_id)
);

create index tickets_resolved on tickets (tenant_id, resolved_at, id) where resolved_at is not null;

-- Lists that people keep. owner_id: whose it is; department_id: its people's; neither: everyone's.
create table views (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    filter text not null, -- JSON object
    sort text,
    owner_id bigint,
    department_id bigint,
    position bigint not null,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);
