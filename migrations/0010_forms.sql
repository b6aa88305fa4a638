-- Ticket types: what their tickets begin with, their forms, statuses, number patterns and templates.

alter table types add column priority text not null default 'normal';
alter table types add column is_sensitive smallint not null default 0;
drop index types_path;
create unique index types_path on types (tenant_id, path) where archived_at is null; -- an archived path may come again

-- Forms: what a type's tickets are asked for. The fields of each version in full, inherited ones too, as a JSON list.
alter table types add column form_version bigint not null default 0;
alter table tickets add column form_version bigint not null default 0; -- what its fields were last checked against
create table forms (
    tenant_id bigint not null,
    type_id bigint not null,
    version bigint not null,
    fields text not null,
    made_at bigint not null,
    primary key (tenant_id, type_id, version)
);

-- What stays the same of a field for good.
create table form_fields (
    tenant_id bigint not null,
    id bigint not null,
    key text not null,
    kind text not null,
    filterable smallint not null,
    primary key (tenant_id, id)
);
create index form_fields_key on form_fields (tenant_id, key, id);

-- A row with value '' for each value a ticket holds; of a filterable field one more for each word it is found by.
create table ticket_field_index (
    tenant_id bigint not null,
    field_id bigint not null,
    value text not null,
    ticket_id bigint not null,
    primary key (tenant_id, field_id, value, ticket_id)
) without rowid;
create index ticket_field_index_ticket on ticket_field_index (tenant_id, ticket_id, field_id);

-- Phone numbers in fields, as ciphertext; the ticket itself holds them masked.
create table ticket_secrets (
    tenant_id bigint not null,
    ticket_id bigint not null,
    field_id bigint not null,
    value blob not null,
    primary key (tenant_id, ticket_id, field_id)
);

-- Statuses of one type, what may follow them, and which ask for a comment.
alter table statuses add column type_id bigint; -- null: for all types
alter table statuses add column comment_required smallint not null default 0;
alter table statuses add column moves text not null default '[]'; -- JSON list; empty: what the categories allow
alter table statuses add column archived_at bigint;
alter table statuses add column version bigint not null default 1;
