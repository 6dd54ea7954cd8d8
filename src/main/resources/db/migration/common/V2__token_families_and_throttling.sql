-- A family is deleted when it is revoked: a row means that it lives.
create table token_family (
  id varchar(22) not null primary key,
  client_id bigint not null,
  user_id bigint not null,
  grant_type varchar(100) not null,
  scope varchar(8000) not null,
  client_epoch bigint not null,
  user_epoch bigint not null,
  assignment_epoch bigint not null,
  generation bigint not null,
  taken bigint not null,
  created bigint not null,
  idle_expires bigint not null,
  absolute_expires bigint not null
);
create index token_family_idle_expires on token_family (idle_expires);

create table refresh_token (
  digest varchar(43) not null primary key,
  family_id varchar(22) not null references token_family (id) on delete cascade,
  generation bigint not null,
  used bigint,
  expires bigint not null,
  access_digest varchar(43) not null,
  access_scope varchar(8000) not null
);
create index refresh_token_family on refresh_token (family_id);

-- One row for each user name, client and source that tried a password; the key is a digest of them.
create table login_throttle (
  id varchar(43) not null primary key,
  tries bigint not null,
  pending bigint not null,
  window_ends bigint not null,
  last_success bigint not null,
  expires bigint not null
);
create index login_throttle_expires on login_throttle (expires);

-- Failed client secrets by client and source; the key is a digest of them.
create table secret_throttle (
  id varchar(43) not null primary key,
  failures bigint not null,
  window_ends bigint not null
);
create index secret_throttle_window_ends on secret_throttle (window_ends);
