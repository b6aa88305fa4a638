-- Customers, ticket types and statuses, tickets and what hangs on them.

create table customers (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    created_at bigint not null,
    version bigint not null,
    primary key (tenant_id, id)
);

-- kind: phone or email; value: normalised, so that one customer is found however he writes it.
create table customer_contacts (
    tenant_id bigint not null,
    kind text not null,
    value text not null,
    customer_id bigint not null,
    primary key (tenant_id, kind, value)
);
create index customer_contacts_customer on customer_contacts (tenant_id, customer_id);

create table types (
    tenant_id bigint not null,
    id bigint not null,
    path text not null, -- "售后/换货申请"
    department_id bigint not null,
    is_public smallint not null,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);
create unique index types_path on types (tenant_id, path);

create table statuses (
    tenant_id bigint not null,
    key text not null,
    name text not null,
    category text not null,
    is_default smallint not null,
    position bigint not null,
    primary key (tenant_id, key)
);

create table sla_targets (
    tenant_id bigint not null,
    priority text not null,
    first_response_s bigint not null,
    resolution_s bigint not null,
    primary key (tenant_id, priority)
);

-- The next number of a local day, e.g. 20261121.
create table ticket_numbers (
    tenant_id bigint not null,
    local_date bigint not null,
    next bigint not null,
    primary key (tenant_id, local_date)
);

create table tickets (
    tenant_id bigint not null,
    id bigint not null,
    number text not null,
    subject text not null,
    description text not null,
    type_id bigint not null,
    status text not null,
    status_category text not null,
    priority text not null,
    channel text not null,
    department_id bigint,
    assignee_id bigint,
    requester_id bigint not null,
    created_by bigint,
    tags text not null,   -- JSON list
    fields text not null, -- JSON object
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    first_responded_at bigint,
    resolved_at bigint,
    closed_at bigint,
    first_response_due_at bigint not null,
    resolution_due_at bigint not null,
    next_due_at bigint not null, -- the next of them still open; 9999-12-31 when none: keysets need a value
    primary key (tenant_id, id)
);
create unique index tickets_number on tickets (tenant_id, number);
create index tickets_updated on tickets (tenant_id, updated_at, id);
create index tickets_department on tickets (tenant_id, department_id, status_category, id);
create index tickets_assignee on tickets (tenant_id, assignee_id, status_category, id) where assignee_id is not null;
create index tickets_requester on tickets (tenant_id, requester_id, id);
create index tickets_due on tickets (tenant_id, next_due_at, id);
create index tickets_priority on tickets (tenant_id, (case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end), id);

create table ticket_tags (
    tenant_id bigint not null,
    tag text not null,
    ticket_id bigint not null,
    primary key (tenant_id, tag, ticket_id)
);
create index ticket_tags_ticket on ticket_tags (tenant_id, ticket_id);

-- A ticket is always in exactly one stage: the one without left_at.
create table stages (
    tenant_id bigint not null,
    id bigint not null,
    ticket_id bigint not null,
    status text not null,
    department_id bigint,
    assignee_id bigint,
    entered_at bigint not null,
    left_at bigint,
    primary key (tenant_id, id)
);
create index stages_ticket on stages (tenant_id, ticket_id, id);

create table attachments (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    size bigint not null,
    media_type text not null,
    sha256 text not null,
    uploaded_by text not null, -- Actor::key() of whoever sent it
    created_at bigint not null,
    ticket_id bigint,          -- null until a ticket or message uses it
    event_id bigint,
    primary key (tenant_id, id)
);
create index attachments_ticket on attachments (tenant_id, ticket_id, id);
create index attachments_sha256 on attachments (tenant_id, sha256);
create index attachments_unused on attachments (tenant_id, created_at) where ticket_id is null;

-- Roll-up of tickets by what lists are counted by. 0 stands for "none": a key cannot be null.
create table ticket_counts (
    tenant_id bigint not null,
    department_id bigint not null,
    assignee_id bigint not null,
    status text not null,
    tickets bigint not null,
    primary key (tenant_id, department_id, assignee_id, status)
);
