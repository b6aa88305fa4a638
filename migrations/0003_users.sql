-- Departments, people, roles, and how they sign in. Times are UTC microseconds; flags are 0 or 1.

alter table tenants add column zone text not null default 'Asia/Shanghai';

create table departments (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    parent_id bigint,
    lead_id bigint,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);

create table users (
    tenant_id bigint not null,
    id bigint not null,
    login text not null, -- lower case
    name text not null,
    email text,
    password_hash text not null,
    presence text not null,
    created_at bigint not null,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);
create unique index users_login on users (tenant_id, login);

create table department_members (
    tenant_id bigint not null,
    user_id bigint not null,
    department_id bigint not null,
    primary key (tenant_id, user_id, department_id)
);
create index department_members_department on department_members (tenant_id, department_id);

create table roles (
    tenant_id bigint not null,
    id bigint not null,
    name text not null,
    permissions text not null, -- JSON list of permission words
    primary key (tenant_id, id)
);
create unique index roles_name on roles (tenant_id, name);

create table user_roles (
    tenant_id bigint not null,
    user_id bigint not null,
    role_id bigint not null,
    primary key (tenant_id, user_id, role_id)
);

create table sessions (
    tenant_id bigint not null,
    id bigint not null,
    user_id bigint not null,
    token_hash text not null,
    created_at bigint not null,
    expires_at bigint not null,
    remote_address text not null,
    user_agent text not null,
    primary key (tenant_id, id)
);
create unique index sessions_token on sessions (tenant_id, token_hash);
create index sessions_user on sessions (tenant_id, user_id);

create table tokens (
    tenant_id bigint not null,
    id bigint not null,
    user_id bigint not null,
    name text not null,
    token_hash text not null,
    scopes text not null, -- JSON list of permission words; empty = all of the user's
    created_at bigint not null,
    expires_at bigint,
    primary key (tenant_id, id)
);
create unique index tokens_token on tokens (tenant_id, token_hash);
create index tokens_user on tokens (tenant_id, user_id);

create table idempotency_keys (
    tenant_id bigint not null,
    scope text not null,
    idempotency_key text not null,
    request_hash text not null,
    status bigint not null,
    body text not null,
    etag text not null,
    created_at bigint not null,
    primary key (tenant_id, scope, idempotency_key)
);
create index idempotency_keys_created on idempotency_keys (tenant_id, created_at);
