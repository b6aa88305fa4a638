-- The event log and its seals. `content` and `salt` are null once erased; `content_hash` stays.
-- `seq` is null between commit and numbering on PostgreSQL only.
create table events (
    tenant_id bigint not null,
    id bigint not null,
    ticket_id bigint,
    at bigint not null,
    actor_kind text not null,
    actor_id bigint,
    kind text not null,
    visibility text not null,
    state text,
    content text,
    salt blob,
    content_hash blob not null,
    seq bigint,
    primary key (tenant_id, id),
    unique (tenant_id, seq)
);
create index events_timeline on events (tenant_id, ticket_id, id);
create index events_unnumbered on events (tenant_id, id) where seq is null;

-- One row per sealed run of numbers; `marks` only tells which event changed, `root` proves.
create table batches (
    tenant_id bigint not null,
    first_seq bigint not null,
    last_seq bigint not null,
    root blob not null,
    chain blob not null,
    marks blob not null,
    sealed_at bigint not null,
    primary key (tenant_id, first_seq)
);

create table reader_cursors (
    tenant_id bigint not null,
    reader text not null,
    seq bigint not null,
    primary key (tenant_id, reader)
) without rowid;
