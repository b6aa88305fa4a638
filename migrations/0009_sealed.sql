-- More that is stored as ciphertext.

-- Mail addresses of the people who work here. Those in clear are encrypted when the program starts.
alter table users rename column email to clear_email;
alter table users add column sealed_email blob;

-- Files are encrypted. sealed: SHA-256 and name, whose columns are then empty; file: the name on disk, until now the
-- SHA-256. What was stored before stays in clear.
alter table attachments add column file text not null default '';
alter table attachments add column sealed blob;
update attachments set file = sha256;
drop index attachments_sha256;
create index attachments_file on attachments (tenant_id, file);

-- Tickets of a marked type: subject, description and custom fields as JSON, whose columns are then empty.
alter table tickets add column sealed blob;
create index tickets_sealed on tickets (tenant_id, id) where sealed is not null;
