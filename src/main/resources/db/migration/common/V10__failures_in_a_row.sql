-- Failed passwords of a user name since the last right one at the same client and source. An older node leaves it
-- as it is.
alter table login_throttle add column in_row bigint default 0 not null;

-- Failed passwords in a row of one user name over all clients and sources where the user is not known; the key is
-- a digest of the name.
create table account_throttle (
  id varchar(43) not null primary key,
  failures bigint not null,
  expires bigint not null
);
create index account_throttle_expires on account_throttle (expires);
