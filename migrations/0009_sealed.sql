-- More that is stored as ciphertext.

-- Mail addresses of the people who work here. Those in clear are encrypted when the program starts.
alter table users rename column email to clear_email;
alter table users add column sealed_email blob;
