-- What a type says of the numbers and priorities of its tickets; null and {}: what the type above says.
alter table types add column number_pattern text;
alter table types add column priority_labels text not null default '{}';
-- Both as they are with what is inherited, so that opening a ticket reads one row.
alter table types add column effective text not null default '{}';

-- Every number pattern there ever was beside the first: a new one must not come to the numbers of another.
create table number_patterns (
    tenant_id bigint not null,
    pattern text not null,
    primary key (tenant_id, pattern)
);

-- The next number behind each beginning that tickets have, such as GD20261121.
create table ticket_sequences (
    tenant_id bigint not null,
    prefix text not null,
    next bigint not null,
    primary key (tenant_id, prefix)
);
insert into ticket_sequences (tenant_id, prefix, next)
    select tenant_id, 'GD' || cast(local_date as text), next from ticket_numbers;
drop table ticket_numbers;

create table ticket_templates (
    tenant_id bigint not null,
    id bigint not null,
    type_id bigint not null,
    name text not null,
    subject text not null,
    description text not null,
    tags text not null,   -- JSON list
    fields text not null, -- JSON object
    priority text,
    version bigint not null,
    primary key (tenant_id, id)
);
create index ticket_templates_type on ticket_templates (tenant_id, type_id, id);

-- Tags that are kept; tickets hold words, kept or not.
create table tags (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    colour text not null,
    description text not null,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);
create unique index tags_name on tags (tenant_id, name) where archived_at is null;

-- What tickets have still to be gone through for.
create table tag_renamings (
    tenant_id bigint not null,
    id bigint not null,
    old_name text not null,
    new_name text not null,
    ordered_by bigint,
    primary key (tenant_id, id)
);
