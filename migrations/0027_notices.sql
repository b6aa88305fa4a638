-- Web Push: the devices that tell people what concerns them, and what is on its way to them.

-- What the tenant's messages are signed with; browsers subscribe with its public half. One row.
create table push_keys (
    tenant_id bigint not null,
    id bigint not null,
    public_key text not null,       -- base64url of the point
    private_key blob not null,      -- encrypted
    created_at bigint not null,
    primary key (tenant_id, id)
);

create table push_subscriptions (
    tenant_id bigint not null,
    id bigint not null,
    user_id bigint not null,
    endpoint_index text not null,   -- blind index of the address
    sealed blob not null,           -- encrypted: the address and the keys of the browser
    name text not null,             -- what the person calls the device
    language text not null,
    created_at bigint not null,
    used_at bigint,                 -- when something was last sent to it
    primary key (tenant_id, id)
);
create unique index push_subscriptions_endpoint on push_subscriptions (tenant_id, endpoint_index);
create index push_subscriptions_user on push_subscriptions (tenant_id, user_id, id);

-- Which event a subscription is to be told of. What is said is read when it is sent. The row goes when it was, or when it
-- is too late.
create table push_deliveries (
    tenant_id bigint not null,
    id bigint not null,
    subscription_id bigint not null,
    seq bigint not null,            -- of the event
    at bigint not null,             -- when that was
    due_at bigint not null,         -- while one sends it: when another one may
    failures bigint not null,       -- so often it was tried in vain
    primary key (tenant_id, id)
);
create index push_deliveries_due on push_deliveries (tenant_id, due_at, id);
create index push_deliveries_subscription on push_deliveries (tenant_id, subscription_id);

-- What happened before there were subscriptions is told to nobody: the reader need not read it.
insert into reader_cursors (tenant_id, reader, seq) select tenant_id, 'push', max(last_seq) from batches group by tenant_id;
