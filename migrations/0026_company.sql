-- What a tenant is called by its customers, and where they reach it besides. `name` is the installation's word for it.
alter table tenants add column company_name text not null default '';
alter table tenants add column company_phone text not null default '';
alter table tenants add column company_website text not null default '';
