-- Ticket types: what their tickets begin with, their forms, statuses, number patterns and templates.

alter table types add column priority text not null default 'normal';
alter table types add column is_sensitive smallint not null default 0;
drop index types_path;
create unique index types_path on types (tenant_id, path) where archived_at is null; -- an archived path may come again
