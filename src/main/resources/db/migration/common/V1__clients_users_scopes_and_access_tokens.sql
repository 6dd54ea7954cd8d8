-- Times are microseconds since 1970, lengths of time are seconds, digests are base64url of SHA-256.

create table lease (
  name varchar(50) not null primary key
);
insert into lease (name) values ('setup');

create table server_key (
  name varchar(50) not null primary key,
  key_base64 varchar(100) not null,
  created bigint not null
);

create table applied_import (
  digest varchar(43) not null primary key,
  applied bigint not null
);

create sequence app_user_seq;
create table app_user (
  id bigint not null primary key,
  subject varchar(64) not null unique,
  username varchar(255) not null unique,
  password_hash varchar(500),
  display_name varchar(200) not null,
  email varchar(254) not null,
  roles varchar(2000) not null,
  enabled boolean not null,
  locked boolean not null,
  epoch bigint not null,
  created bigint not null,
  updated bigint not null,
  version bigint not null
);

create table scope (
  name varchar(100) not null primary key,
  description varchar(2000) not null,
  for_clients boolean not null,
  for_users boolean not null,
  roles varchar(2000) not null,
  built_in boolean not null,
  updated bigint not null,
  version bigint not null
);
insert into scope (name, description, for_clients, for_users, roles, built_in, updated, version) values
  ('postern.admin', 'Administer everything', true, true, 'administrator', true, 0, 0),
  ('postern.admin.read', 'Look at everything an administrator sees', true, true, 'administrator viewer', true, 0, 0),
  ('postern.clients', 'Administer the clients one owns', false, true, 'administrator client-owner', true, 0, 0),
  ('introspect', 'Introspect tokens with a bearer token', true, false, '', true, 0, 0),
  ('client.self', 'Read and change one''s own registration', true, false, '', true, 0, 0);

create sequence client_seq;
create table client (
  id bigint not null primary key,
  client_id varchar(128) not null unique,
  name varchar(200) not null,
  description varchar(2000) not null,
  client_type varchar(20) not null,
  enabled boolean not null,
  user_access varchar(20) not null,
  owner_id bigint references app_user (id),
  acts_for_owner boolean not null,
  allow_client_secret_post boolean not null,
  allow_password_grant_for_public_client boolean not null,
  may_introspect_all boolean not null,
  access_token_lifetime bigint not null,
  user_access_token_lifetime bigint not null,
  refresh_token_lifetime bigint not null,
  refresh_token_max_lifetime bigint not null,
  replay_window bigint not null,
  epoch bigint not null,
  created bigint not null,
  updated bigint not null,
  version bigint not null
);
create index client_owner on client (owner_id);

create sequence client_secret_seq;
create table client_secret (
  id bigint not null primary key,
  client_id bigint not null references client (id) on delete cascade,
  label varchar(100) not null,
  secret_hash varchar(43) not null,
  weak boolean not null,
  expires bigint,
  created bigint not null,
  unique (client_id, label)
);

create table client_grant (
  client_id bigint not null references client (id) on delete cascade,
  grant_type varchar(100) not null,
  primary key (client_id, grant_type)
);

create table client_scope (
  client_id bigint not null references client (id) on delete cascade,
  scope_name varchar(100) not null references scope (name),
  is_default boolean not null,
  primary key (client_id, scope_name)
);
create index client_scope_scope on client_scope (scope_name);

create table client_user_group (
  client_id bigint not null references client (id) on delete cascade,
  group_name varchar(255) not null,
  primary key (client_id, group_name)
);

create table client_user (
  client_id bigint not null references client (id) on delete cascade,
  user_id bigint not null references app_user (id) on delete cascade,
  assigned boolean not null,
  epoch bigint not null,
  version bigint not null,
  primary key (client_id, user_id)
);
create index client_user_user on client_user (user_id);

create table scope_resource (
  scope_name varchar(100) not null references scope (name) on delete cascade,
  client_id varchar(128) not null references client (client_id) on delete cascade,
  primary key (scope_name, client_id)
);
create index scope_resource_client on scope_resource (client_id);

-- No foreign keys: one INSERT a token, and deleting a client or a user is one statement; what they
-- leave behind is dead by the gate and removed when it expires.
create table access_token (
  digest varchar(43) not null primary key,
  client_id bigint not null,
  user_id bigint,
  family_id varchar(22),
  grant_type varchar(100) not null,
  scope varchar(8000) not null,
  client_epoch bigint not null,
  user_epoch bigint not null,
  assignment_epoch bigint not null,
  issued bigint not null,
  expires bigint not null
);
create index access_token_expires on access_token (expires);
create index access_token_family on access_token (family_id);

create table audit_event (
  reference varchar(26) not null primary key,
  occurred bigint not null,
  kind varchar(50) not null,
  reason varchar(50),
  actor varchar(300),
  client_id varchar(128),
  username varchar(255),
  source varchar(64),
  detail varchar(20000),
  occurrences bigint not null
);
