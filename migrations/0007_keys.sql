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
