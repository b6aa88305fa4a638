-- Who gets a ticket and why: whether a department's tickets are given out, what a type asks of who takes them, whose turn
-- it is, and the queue.

-- Departments that are there already go on as before; new ones are made with what the program says.
alter table departments add column routing text not null default 'queue'; -- or least_load
alter table types add column required_skills text not null default '[]';  -- JSON list; empty: those of the type above
alter table handovers add column settled_by bigint;                       -- a person: who accepted it or gave it back
create index handovers_given on handovers (tenant_id, to_assignee_id, given_at) where to_assignee_id is not null;
create index tickets_queue on tickets (tenant_id, department_id, status_category, (case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end), id) where assignee_id is null;
-- Who works in a department is read from the index alone.
drop index department_members_department;
create index department_members_department on department_members (tenant_id, department_id, user_id);
