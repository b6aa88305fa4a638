-- What was brought in from tables of other systems, by the number it had there, of which only a blind index is kept: a
-- file that is imported again makes nothing twice. kind: tickets or customers.
create table imported_rows (
    tenant_id bigint not null,
    kind text not null,
    blind_index text not null,
    id bigint not null,
    imported_at bigint not null,
    primary key (tenant_id, kind, blind_index)
) without rowid;
