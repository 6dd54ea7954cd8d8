-- H2 walks no index backwards, and sorted the whole trail for its newest lines. The oldest lines of one client,
-- user, actor or kind are sorted instead from now on, which is asked for less often.
create index audit_event_newest on audit_event (reference desc);
drop index audit_event_client;
create index audit_event_client on audit_event (client_id, reference desc);
drop index audit_event_user;
create index audit_event_user on audit_event (username, reference desc);
drop index audit_event_actor;
create index audit_event_actor on audit_event (actor, reference desc);
drop index audit_event_kind;
create index audit_event_kind on audit_event (kind, reference desc);
create index audit_event_reason on audit_event (reason, reference desc);

-- A new identifier is compared with all others for one that differs only in case or in spaces.
alter table client add column client_id_form varchar(128)
  generated always as (lower(replace(client_id, ' ', '')));
create index client_form on client (client_id_form);
