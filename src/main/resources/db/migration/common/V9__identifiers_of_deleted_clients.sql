-- A client identifier is never given to another client: it is what tokens and resource servers know.
create table retired_client_id (
  client_id varchar(128) not null primary key,
  retired bigint not null
);

-- The trail knows those that were deleted before.
insert into retired_client_id (client_id, retired)
  select e.client_id, max(e.occurred) from audit_event e
  where e.kind = 'client.deleted' and e.client_id is not null
    and not exists (select c.id from client c where c.client_id = e.client_id)
  group by e.client_id;

-- When a secret was marked because its client lost the owner; null for not.
alter table client_secret add column review bigint;
