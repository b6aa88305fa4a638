-- Times are UTC microseconds. Every table of the product begins its keys with tenant_id; the tables
-- here that do not are about the installation, not about a tenant's data.

create table tenants (
    tenant_id bigint not null primary key,
    name text not null,
    created_at bigint not null
);

insert into tenants (tenant_id, name, created_at) values (1, 'default', 0);

-- Who makes ids under which node number, and the mark no id of that node that was ever stored is above.
create table nodes (
    node_id bigint not null primary key,
    holder text not null,
    until_at bigint not null,
    high_water bigint not null
);

-- Background work that one process at a time does for a tenant.
create table leases (
    tenant_id bigint not null,
    name text not null,
    holder text not null,
    until_at bigint not null,
    primary key (tenant_id, name),
    foreign key (tenant_id) references tenants (tenant_id)
) without rowid;
