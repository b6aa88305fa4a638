-- What is to be done at a moment that no request brings about; the row goes in the unit that does it.
create table timers (
    tenant_id bigint not null,
    id bigint not null,
    kind text not null,
    ticket_id bigint not null,
    subject_id bigint,              -- what of the ticket it is about: an event, a reminder
    due_at bigint not null,
    failures bigint not null,       -- so often it was tried in vain
    primary key (tenant_id, id)
);
create index timers_due on timers (tenant_id, due_at, id);
create index timers_ticket on timers (tenant_id, ticket_id);

-- Messages that wait before their customer gets them, and those that waited. The words are those of the event.
create table held_messages (
    tenant_id bigint not null,
    ticket_id bigint not null,
    event_id bigint not null,
    author_id bigint not null,      -- a person
    then_status text,               -- what the ticket becomes once it is sent
    stopped_at bigint,              -- since when its author is asked
    released_at bigint,             -- when the customer got it
    primary key (tenant_id, ticket_id, event_id)
);

-- A ticket that sleeps: until then it is left out of lists that ask for those awake.
alter table tickets add column snoozed_until bigint;
alter table deleted_tickets add column snoozed_until bigint;
create index tickets_snoozed on tickets (tenant_id, snoozed_until) where snoozed_until is not null;

-- What a person is to be reminded of, and what somebody is to ask a customer some days later. At least one of user_id and
-- department_id is there.
create table reminders (
    tenant_id bigint not null,
    id bigint not null,
    kind text not null,             -- reminder, follow_up
    ticket_id bigint not null,
    user_id bigint,                 -- whom it is for
    department_id bigint,
    due_at bigint not null,
    note blob not null,             -- encrypted
    created_by bigint not null,     -- a person
    created_at bigint not null,
    reminded_at bigint,             -- when it came due
    ended_at bigint,                -- removed, or done
    ended_by bigint,                -- a person
    result blob,                    -- encrypted; of a follow-up that was done
    primary key (tenant_id, id)
);
create index reminders_user on reminders (tenant_id, user_id, due_at, id) where ended_at is null;
create index reminders_department on reminders (tenant_id, department_id, due_at, id) where ended_at is null;
create index reminders_ticket on reminders (tenant_id, ticket_id, due_at, id);

-- A message taken back is a draft again, whole.
alter table ticket_drafts add column mentions text not null default '[]';
alter table ticket_drafts add column attachment_ids text not null default '[]';
alter table ticket_drafts add column then_status text;
