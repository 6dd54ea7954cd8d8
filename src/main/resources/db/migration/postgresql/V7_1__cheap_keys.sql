-- Digests and ids are compared byte by byte: the order of a language would cost at every step down an index.
alter table access_token alter column digest type varchar(43) collate "C";
alter table access_token alter column family_id type varchar(22) collate "C";
alter table token_family alter column id type varchar(22) collate "C";
alter table refresh_token alter column digest type varchar(43) collate "C";
alter table refresh_token alter column family_id type varchar(22) collate "C";
alter table refresh_token alter column access_digest type varchar(43) collate "C";
alter table audit_event alter column reference type varchar(26) collate "C";

-- Most tokens belong to no family and need no entry here.
drop index access_token_family;
create index access_token_family on access_token (family_id) where family_id is not null;

-- Nor do rows without a user, an actor or a client need one: nobody looks for those by it.
drop index access_token_user;
create index access_token_user on access_token (user_id, issued) where user_id is not null;
drop index audit_event_client;
create index audit_event_client on audit_event (client_id, reference) where client_id is not null;
drop index audit_event_user;
create index audit_event_user on audit_event (username, reference) where username is not null;
drop index audit_event_actor;
create index audit_event_actor on audit_event (actor, reference) where actor is not null;
