-- Tenants: names are unique; a host means a tenant to who has not signed in yet. Both are about the installation.
create unique index tenants_name on tenants (name);
create table tenant_hosts (
    host text not null primary key, -- lower case, without port
    tenant_id bigint not null,
    foreign key (tenant_id) references tenants (tenant_id)
);
