-- How people and programs sign in: what is remembered of them, where from they may, whether they are there.

-- Addresses a person signed in from: attempts from there have a budget of their own.
create table known_addresses (
    tenant_id bigint not null,
    address_hash text not null, -- of login and network
    user_id bigint not null,
    last_at bigint not null,
    primary key (tenant_id, address_hash)
);
create index known_addresses_user on known_addresses (tenant_id, user_id);
create index known_addresses_last on known_addresses (tenant_id, last_at);

-- What a person signs in with besides the password; no row = nothing.
create table user_credentials (
    tenant_id bigint not null,
    user_id bigint not null,
    must_change_password smallint not null default 0,
    totp_secret blob,         -- sealed
    totp_confirmed_at bigint, -- null: started, not yet in force
    totp_last_step bigint not null default 0, -- a code is accepted once
    primary key (tenant_id, user_id)
);

create table recovery_codes (
    tenant_id bigint not null,
    user_id bigint not null,
    code_hash text not null,
    primary key (tenant_id, user_id, code_hash)
);

alter table sessions add column used_at bigint; -- coarse
alter table tokens add column used_at bigint;   -- coarse
alter table tokens add column parent_id bigint; -- the token it was made with; ends with it
alter table tokens add column allowed_from text not null default '[]'; -- JSON list of ranges; empty = anywhere
create index tokens_parent on tokens (tenant_id, parent_id);

-- Where the people and tokens of a tenant may come from; no row = anywhere.
create table access_lists (
    tenant_id bigint not null,
    ranges text not null, -- JSON list
    primary key (tenant_id)
);

-- What people set by hand; no row = nothing. Away and offline hold until he sets online.
create table presence_choices (
    tenant_id bigint not null,
    user_id bigint not null,
    state text not null,
    at bigint not null,
    primary key (tenant_id, user_id)
);

-- Who is connected to which process. The row ends with its time, and with it those of a process that crashed.
create table presence_connections (
    tenant_id bigint not null,
    user_id bigint not null,
    holder text not null,
    until_at bigint not null,
    primary key (tenant_id, user_id, holder)
);
create index presence_connections_holder on presence_connections (tenant_id, holder);
create index presence_connections_until on presence_connections (tenant_id, until_at);
