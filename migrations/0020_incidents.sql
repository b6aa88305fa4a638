-- One answer to all incidents of a problem: orders that may come again under the same key, and whom they reached.
create table incident_answers (
    tenant_id bigint not null,
    id bigint not null,
    problem_id bigint not null,
    scope text not null,        -- hash of who asks, about what, under which key
    request_hash text not null,
    outcome text,               -- JSON; null until all were answered
    created_at bigint not null,
    primary key (tenant_id, id)
);
create unique index incident_answers_scope on incident_answers (tenant_id, scope);
create index incident_answers_old on incident_answers (tenant_id, created_at);

create table answered_incidents (
    tenant_id bigint not null,
    answer_id bigint not null,
    ticket_id bigint not null,
    primary key (tenant_id, answer_id, ticket_id)
);

-- What customers are told before they ask.
create table announcements (
    tenant_id bigint not null,
    id bigint not null,
    title text not null,
    body text not null,
    type_ids text not null,     -- JSON list; empty: about all
    starts_at bigint not null,
    ends_at bigint,             -- null: until it is archived
    problem_ticket_id bigint,   -- whose incidents are the tickets of those who are affected too
    created_at bigint not null,
    archived_at bigint,
    version bigint not null,
    primary key (tenant_id, id)
);
create index announcements_current on announcements (tenant_id, starts_at, id) where archived_at is null;
