-- Tenants: names are unique; a host means a tenant to who has not signed in yet. Both are about the installation.
create unique index tenants_name on tenants (name);
create table tenant_hosts (
    host text not null primary key, -- lower case, without port
    tenant_id bigint not null,
    foreign key (tenant_id) references tenants (tenant_id)
);

-- The department whose people opened a ticket keeps reading it wherever it goes.
alter table tickets add column opened_department_id bigint;
update tickets set opened_department_id = coalesce(
    (select s.department_id from stages s where s.tenant_id = tickets.tenant_id and s.ticket_id = tickets.id
     order by s.id limit 1), department_id);
create index tickets_opened on tickets (tenant_id, opened_department_id, id) where opened_department_id <> department_id;
create index tickets_creator on tickets (tenant_id, created_by, id) where created_by is not null;

create table ticket_participants (
    tenant_id bigint not null,
    ticket_id bigint not null,
    user_id bigint not null,
    part text not null, -- collaborator or follower
    primary key (tenant_id, ticket_id, user_id, part)
);
create index ticket_participants_user on ticket_participants (tenant_id, user_id, ticket_id);

-- Which departments lie below which, and below whom.
create index departments_parent on departments (tenant_id, parent_id) where parent_id is not null;
create index departments_lead on departments (tenant_id, lead_id) where lead_id is not null;

alter table roles add column archived_at bigint;
alter table roles add column version bigint not null default 1;
drop index roles_name;
create unique index roles_name on roles (tenant_id, name) where archived_at is null;

alter table users add column expires_at bigint; -- from then on he is not let in
alter table users add column capacity bigint;   -- how many unfinished tickets he takes at most; null = no limit
alter table users add column languages text not null default '[]'; -- JSON list such as ["zh-CN", "en"]
alter table users add column location text not null default '';
alter table users add column region text not null default '';

create table user_skills (
    tenant_id bigint not null,
    user_id bigint not null,
    skill text not null,
    level smallint not null, -- 1 to 5
    expires_at bigint,
    primary key (tenant_id, user_id, skill)
);
create index user_skills_skill on user_skills (tenant_id, skill, level);
create index user_roles_role on user_roles (tenant_id, role_id);
