-- A family keeps the digest of its live refresh token, in place of a row for each refresh token. What is in
-- refresh_token stays until its family ends: such tokens work until they are used.
alter table token_family add column head_digest varchar(43);
alter table token_family add column head_expires bigint;
-- What it takes to repeat the last reply. It is deleted when the reply may not be repeated any more.
alter table token_family add column seed varchar(43);
alter table token_family add column seed_ends bigint;
alter table token_family add column rotated bigint;
alter table token_family add column access_digest varchar(43);
alter table token_family add column access_scope varchar(8000);
