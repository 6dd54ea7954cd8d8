-- When clients and secrets were last used, merged every few seconds by every node: the later time
-- wins. 0 is never. No foreign keys: whoever writes them must not wait for an administrator.
create table client_usage (
  client_id bigint not null primary key,
  last_used bigint not null,
  last_issued bigint not null,
  last_refused bigint not null,
  last_refused_reason varchar(50) not null,
  last_refused_reference varchar(26) not null
);
create index client_usage_last_used on client_usage (last_used);

create table secret_usage (
  secret_id bigint not null primary key,
  last_used bigint not null
);

-- How often something happened in a period, for a client, and under client 0 for all of them.
create table usage_count (
  begins bigint not null,
  client_id bigint not null,
  kind varchar(50) not null,
  reason varchar(50) not null,
  tally bigint not null,
  expires bigint not null,
  primary key (begins, client_id, kind, reason)
);
create index usage_count_expires on usage_count (expires);
