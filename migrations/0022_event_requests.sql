-- On whose behalf: the id of the request that made the event, as the edge answered and logged it.
alter table events add column request_id text;
