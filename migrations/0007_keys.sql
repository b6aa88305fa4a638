-- Which master keys wrap what is stored, by fingerprint: one, and for the time of a rotation two. Belongs to the
-- installation, not to a tenant.
create table master_keys (
    fingerprint text not null primary key,
    created_at bigint not null
);

-- The tenants' keys, wrapped by the master key. purpose: data, event or index. Of each purpose the highest key_id is in use;
-- a retired one encrypts nothing that is known and is kept for what may still come to light.
create table tenant_keys (
    tenant_id bigint not null,
    key_id bigint not null,
    purpose text not null,
    wrapped blob not null,
    created_at bigint not null,
    retired_at bigint,
    primary key (tenant_id, key_id)
);

-- A rotation under way: how far rows were encrypted again. `place` counts the encrypted columns, `position` is the JSON
-- list of the last row's key there.
create table key_rotations (
    tenant_id bigint not null,
    place bigint not null,
    position text not null,
    began_at bigint not null,
    primary key (tenant_id)
);

-- Answers kept for replays become ciphertext; those of before are forgotten, as after their 24 hours.
drop table idempotency_keys;
create table idempotency_keys (
    tenant_id bigint not null,
    scope text not null,
    idempotency_key text not null,
    status bigint not null,
    etag text not null,
    created_at bigint not null,
    sealed blob not null,
    primary key (tenant_id, scope, idempotency_key)
);
create index idempotency_keys_created on idempotency_keys (tenant_id, created_at);

-- Who looked at which ticket or customer: what the events of kind viewed are found by. seen_kind: ticket or customer.
create table sightings (
    tenant_id bigint not null,
    id bigint not null, -- of the event
    seen_kind text not null,
    seen_id bigint not null,
    user_id bigint not null,
    at bigint not null,
    purpose blob,
    primary key (tenant_id, id)
);
create index sightings_seen on sightings (tenant_id, seen_kind, seen_id, id);
create index sightings_user on sightings (tenant_id, user_id, id);
