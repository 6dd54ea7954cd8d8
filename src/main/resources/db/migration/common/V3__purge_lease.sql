alter table lease add column holder varchar(64);
alter table lease add column held_until bigint default 0 not null;
insert into lease (name) values ('purge');

-- The metadata asks whether any client has a grant.
create index client_grant_grant on client_grant (grant_type);

-- The purge goes by time.
create index audit_event_occurred on audit_event (occurred);
