-- What customers see of their tickets and do with them.

alter table statuses add column portal_title text not null default ''; -- what customers read; '': the word of its category
alter table tenants add column reopen_days bigint not null default 7;    -- how long after its end a ticket can be reopened
alter table tenants add column nudge_minutes bigint not null default 30; -- from one nudge to the next

alter table tickets add column promised_at bigint;               -- what a handover promised
alter table tickets add column nudges bigint not null default 0; -- so often its customer asked to hurry
alter table tickets add column nudged_at bigint;                 -- the last time

-- What an agent asked the customer for: the words are those of the message.
create table ticket_requests (
    tenant_id bigint not null,
    ticket_id bigint not null,
    event_id bigint not null,
    asked_by bigint not null,   -- a person
    asked_at bigint not null,
    answered_at bigint,
    primary key (tenant_id, ticket_id, event_id)
);

-- Tickets that have to do with each other. kind: related, duplicate, parent, incident, follow_up; from_id is the
-- follow-up of to_id, its duplicate, and so on.
create table ticket_links (
    tenant_id bigint not null,
    from_id bigint not null,
    to_id bigint not null,
    kind text not null,
    created_by bigint,          -- a person; null when the customer did
    created_at bigint not null,
    primary key (tenant_id, from_id, to_id, kind)
);
create index ticket_links_to on ticket_links (tenant_id, to_id, from_id);

-- What customers are asked when it is over, for all types or one.
create table rating_questions (
    tenant_id bigint not null,
    id bigint not null,
    text text not null,
    type_id bigint,             -- null: for all types
    position bigint not null,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);

-- One per ticket. said: comment and tags as ciphertext, for they are what a person wrote.
create table ticket_ratings (
    tenant_id bigint not null,
    ticket_id bigint not null,
    score bigint not null,
    answers text not null,      -- JSON list
    said blob not null,
    rated_at bigint not null,
    changed_at bigint not null,
    primary key (tenant_id, ticket_id)
);

-- Proofs of work that were used, until they would be too old anyway.
create table portal_proofs (
    tenant_id bigint not null,
    salt text not null,
    expires_at bigint not null,
    primary key (tenant_id, salt)
);
create index portal_proofs_expired on portal_proofs (tenant_id, expires_at);
